"""Prints a WS-Security header for one message: OFFICE and OFFICE_SECRET name the back office, CREATED may set the time."""
import base64, datetime, hashlib, os

BASE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
created = os.environ.get("CREATED", now)
nonce = os.urandom(16)
digest = base64.b64encode(hashlib.sha1(nonce + created.encode() + os.environ["OFFICE_SECRET"].encode()).digest()).decode()
print(f"""<wsse:Security xmlns:wsse="{BASE}wssecurity-secext-1.0.xsd" xmlns:wsu="{BASE}wssecurity-utility-1.0.xsd">
  <wsu:Timestamp><wsu:Created>{created}</wsu:Created></wsu:Timestamp>
  <wsse:UsernameToken>
    <wsse:Username>{os.environ["OFFICE"]}</wsse:Username>
    <wsse:Password Type="{BASE}username-token-profile-1.0#PasswordDigest">{digest}</wsse:Password>
    <wsse:Nonce EncodingType="{BASE}soap-message-security-1.0#Base64Binary">{base64.b64encode(nonce).decode()}</wsse:Nonce>
    <wsu:Created>{created}</wsu:Created>
  </wsse:UsernameToken>
</wsse:Security>""")
