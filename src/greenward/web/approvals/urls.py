"""Where the pages of approvals stand."""

from django.urls import path

from greenward.web.approvals import routes, views

app_name = "approvals"
urlpatterns = [
    path("", views.waiting, name="list"),
    path("<int:need>/", views.approve, name="approve"),
    path("findings/<int:finding>/", views.settle, name="settle"),
    path("evidence/<int:settlement>/", views.evidence, name="evidence"),
    path("resolutions/<int:mark>/", views.resolution, name="resolution"),
    path("routes/", routes.routes, name="routes"),
]
