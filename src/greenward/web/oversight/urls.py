"""Where the pages of oversight stand."""

from django.urls import path

from greenward.web.oversight import views

app_name = "oversight"
urlpatterns = [
    path("settled/", views.settled, name="settled"),
    path("journal/", views.journal, name="journal"),
    path("journal/<int:seq>/", views.entry, name="entry"),
    path("journal/export/", views.export, name="export"),
    path("journal/checkpoint/", views.checkpoint, name="checkpoint"),
    path("journal/key/", views.key, name="key"),
]
