"""Where the pages of the rules stand."""

from django.urls import path

from greenward.web.rules import views

app_name = "rules"
urlpatterns = [path("check/", views.check, name="check")]
