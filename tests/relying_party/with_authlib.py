"""A web application on Flask that leaves the sign-in to Authlib, as Authlib's documentation shows.

It writes {"base": …} as soon as it listens and reads one line: the issuer, its own name there and
its secret. Not Authlib's, but ours as docs/relying-party.md asks: `iss` is compared (RFC 9207).
"""

import json
import secrets
import sys

from authlib.integrations.flask_client import OAuth, OAuthError
from flask import Flask, jsonify, redirect, request, session
from joserfc.errors import JoseError
from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    def log(self, *_):
        pass


app = Flask(__name__)
app.secret_key = secrets.token_bytes(32)
server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
base = f"http://localhost:{server.port}"
print(json.dumps({"base": base}), flush=True)
who = json.loads(sys.stdin.readline())

kept = {}  # tokens stay on the server: one person is enough here


def update_token(token, refresh_token=None, access_token=None):
    kept["refreshed"] = kept.get("refreshed", 0) + 1
    kept["rotated"] = token["refresh_token"] != refresh_token
    kept["token"] = token


oauth = OAuth(app)
provider = oauth.register(
    "provider",
    client_id=who["clientId"],
    client_secret=who["secret"],
    server_metadata_url=f"{who['issuer']}/.well-known/openid-configuration",
    client_kwargs={
        "scope": "openid email profile offline_access",
        "code_challenge_method": "S256",
        "token_endpoint_auth_method": "client_secret_post",
    },
    update_token=update_token,
)


@app.errorhandler(OAuthError)
def refused(fault):
    return jsonify(refused=fault.error, because=fault.description), 400


@app.errorhandler(JoseError)
def not_believed(fault):
    return jsonify(refused=fault.error, because=str(fault)), 400


@app.get("/anmelden")
def sign_in():
    silently = {"prompt": "none"} if "silently" in request.args else {}
    return provider.authorize_redirect(f"{base}/zurueck", **silently)


@app.get("/zurueck")
def back():
    if request.args.get("iss") != provider.load_server_metadata()["issuer"]:
        return jsonify(refused="another_issuer"), 400
    token = provider.authorize_access_token()
    kept.update(token=token, claims=token["userinfo"], id_token=token["id_token"])
    session["signed_in"] = True
    return redirect("/wer")


@app.get("/wer")
def who_is_it():
    if "signed_in" not in session:
        return jsonify(refused="nobody"), 401
    token = kept["token"]
    if "erneuert" in request.args:
        # Authlib renews by itself what has expired.
        token = {**token, "expires_at": 1}
    person = provider.userinfo(token=token)
    told = {name: kept.get(name) for name in ("claims", "refreshed", "rotated")}
    return jsonify(person=person, **told)


@app.get("/abmelden")
def sign_out():
    session.pop("signed_in")
    return provider.logout_redirect(
        post_logout_redirect_uri=f"{base}/abgemeldet", id_token_hint=kept["id_token"]
    )


@app.get("/abgemeldet")
def signed_out():
    provider.validate_logout_response()
    return jsonify(signed_out=True)


server.serve_forever()
