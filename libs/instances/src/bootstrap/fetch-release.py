#!/usr/bin/env python3
"""Fetches the release of a kind (app or data) from S3, takes it only if its SHA-256 is right, and makes it the current one.

Needs nothing but Python's own library, which cloud-init brings: a new server depends on S3 and Parameter Store alone. Reads
SHOP_NAME, AWS_REGION, RELEASE_BUCKET and, where the release is given, RELEASE_ID from template.env. Safe to run again.
"""
import datetime, hashlib, hmac, json, os, re, shutil, subprocess, sys, urllib.parse, urllib.request

SECONDS = 20
ROOT = os.environ.get("PERFUME_ROOT", "")
METADATA = os.environ.get("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254")


def settings():
    with open(ROOT + "/etc/perfume/template.env", encoding="utf-8") as file:
        found = dict(line.rstrip("\n").split("=", 1) for line in file if "=" in line)
    return {name: re.sub(r"\\(.)", r"\1", value.strip('"')) for name, value in found.items()}


def call(url, headers=None, method="GET", data=None):
    request = urllib.request.Request(url, data=data, headers=headers or {}, method=method)
    return urllib.request.urlopen(request, timeout=SECONDS)


def credentials():
    if "AWS_ACCESS_KEY_ID" in os.environ:
        return os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"], os.environ.get("AWS_SESSION_TOKEN")
    lifetime = {"X-aws-ec2-metadata-token-ttl-seconds": "300"}
    with call(METADATA + "/latest/api/token", lifetime, "PUT") as answer:
        token = {"X-aws-ec2-metadata-token": answer.read().decode()}
    roles = METADATA + "/latest/meta-data/iam/security-credentials/"
    with call(roles, token) as answer:
        role = answer.read().decode().split()[0]
    with call(roles + role, token) as answer:
        found = json.load(answer)
    return found["AccessKeyId"], found["SecretAccessKey"], found["Token"]


def signed(keys, region, service, method, url, headers, data, now):
    """Signature version 4, of all headers that are given."""
    key_id, secret, token = keys
    parts = urllib.parse.urlsplit(url)
    time = now.strftime("%Y%m%dT%H%M%SZ")
    body = hashlib.sha256(data or b"").hexdigest()
    headers = {**headers, "host": parts.netloc, "x-amz-date": time, "x-amz-content-sha256": body}
    if token:
        headers["x-amz-security-token"] = token
    names = ";".join(sorted(headers))
    lines = "".join("%s:%s\n" % (name, headers[name]) for name in sorted(headers))
    canonical = "\n".join([method, parts.path, parts.query, lines, names, body])
    scope = "/".join([time[:8], region, service, "aws4_request"])
    text = "\n".join(["AWS4-HMAC-SHA256", time, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = ("AWS4" + secret).encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    value = "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s" % (key_id, scope, names, signature)
    return {**headers, "Authorization": value}


def ask(keys, region, service, method, url, headers=None, data=None):
    now = datetime.datetime.now(datetime.timezone.utc)
    return call(url, signed(keys, region, service, method, url, headers or {}, data, now), method, data)


def address(service, region, found):
    own = os.environ.get("AWS_ENDPOINT_URL") or found.get("AWS_ENDPOINT_URL")
    return own.rstrip("/") if own else "https://%s.%s.amazonaws.com" % (service, region)


def release_id(keys, region, kind, found):
    if found.get("RELEASE_ID"):
        return found["RELEASE_ID"]
    headers = {"content-type": "application/x-amz-json-1.1", "x-amz-target": "AmazonSSM.GetParameter"}
    name = "/%s/release/%s" % (found["SHOP_NAME"], kind)
    data = json.dumps({"Name": name}).encode()
    with ask(keys, region, "ssm", "POST", address("ssm", region, found) + "/", headers, data) as answer:
        return json.load(answer)["Parameter"]["Value"]


def fetch(keys, region, found, key, path):
    url = "%s/%s/%s" % (address("s3", region, found), found["RELEASE_BUCKET"], urllib.parse.quote(key))
    with ask(keys, region, "s3", "GET", url + ".sha256") as answer:
        expected = answer.read().decode().split()[0]
    sha256 = hashlib.sha256()
    with ask(keys, region, "s3", "GET", url) as answer, open(path, "wb") as file:
        while chunk := answer.read(1 << 20):
            sha256.update(chunk)
            file.write(chunk)
    if sha256.hexdigest() != expected:
        raise RuntimeError("%s has the SHA-256 %s and should have %s" % (key, sha256.hexdigest(), expected))


def install(kind):
    found = settings()
    region, keys = found["AWS_REGION"], credentials()
    release = release_id(keys, region, kind, found)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", release):
        raise RuntimeError("a release cannot be called %r" % release)
    folder = "%s/opt/perfume/%s" % (ROOT, release)
    if not os.path.isdir(folder):
        architecture = {"aarch64": "arm64", "x86_64": "x64"}[os.uname().machine]
        shutil.rmtree(folder + ".new", ignore_errors=True)
        os.makedirs(folder + ".new")
        archive = folder + ".tar.gz"
        fetch(keys, region, found, "releases/%s/%s-%s.tar.gz" % (release, kind, architecture), archive)
        subprocess.run(["tar", "-xzf", archive, "-C", folder + ".new", "--no-same-owner"], check=True)
        os.remove(archive)
        os.rename(folder + ".new", folder)
    link = ROOT + "/opt/perfume/current"
    if os.path.lexists(link + ".new"):
        os.remove(link + ".new")
    os.symlink(release, link + ".new")
    os.replace(link + ".new", link)
    print("Release %s is the current one." % release)


if __name__ == "__main__":
    try:
        install(sys.argv[1])
    except Exception as error:  # Whatever it is, it is said in one line and tried again by who called.
        sys.exit("No release yet: %s: %s" % (type(error).__name__, error))
