"""Extensions, unbound: create_app binds them, everybody else imports them from here."""

from flask_jwt_extended import JWTManager
from flask_migrate import Migrate
from flask_sock import Sock
from flask_sqlalchemy import SQLAlchemy

from app.db.base import Base

db = SQLAlchemy(model_class=Base, disable_autonaming=True)
migrate = Migrate()
sock = Sock()
jwt = JWTManager()
