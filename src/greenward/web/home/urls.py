"""Where the start stands."""

from django.urls import path

from greenward.web.home import views

app_name = "home"
urlpatterns = [path("", views.tasks, name="tasks")]
