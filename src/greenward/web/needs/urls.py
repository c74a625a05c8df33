"""Where the pages of needs stand."""

from django.urls import path

from greenward.web.needs import lines, views

app_name = "needs"
urlpatterns = [
    path("", views.needs, name="list"),
    path("new/", views.new, name="new"),
    path("findings/", views.findings, name="findings"),
    path("<int:need>/", views.need, name="need"),
    path("<int:need>/head/", views.head, name="head"),
    path("<int:need>/lines/add/", lines.add, name="add"),
    path("<int:need>/lines/import/", lines.bring_in, name="import"),
    path("<int:need>/lines/<int:line>/", lines.change, name="line"),
    path("<int:need>/lines/<int:line>/answer/", lines.answer, name="answer"),
    path("<int:need>/lines/<int:line>/take-out/", lines.take_out, name="take_out"),
    path("<int:need>/send/", views.send, name="send"),
    path("<int:need>/withdraw/", views.withdraw, name="withdraw"),
]
