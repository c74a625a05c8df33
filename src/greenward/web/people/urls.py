"""Where the pages of people stand."""

from django.urls import path

from greenward.web.people import views
from greenward.web.people.bring_in import bring_in, confirm

app_name = "people"
urlpatterns = [
    path("", views.people, name="list"),
    path("import/", bring_in, name="import"),
    path("import/confirm/", confirm, name="confirm"),
    path("me/", views.me, name="me"),
    path("me/deputies/<int:deputation>/end/", views.end_own_deputy, name="end_deputy"),
    path("<int:person>/", views.person, name="person"),
    path("<int:person>/roles/<int:grant>/end/", views.end, name="end_role"),
    path("<int:person>/leave/", views.leave, name="leave"),
    path("<int:person>/password/", views.password, name="password"),
]
