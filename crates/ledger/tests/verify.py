"""A verifier of receipts, written from docs/ledger.md alone: python3 verify.py POLICY FILE...
One line of JSON for each file: the verdict, or null. It reads the text form and proofs, and wants nothing but Python
whose hashlib has SM3 (that of OpenSSL 3 has). It is slow, and no less strict for that.
"""
import base64, hashlib, json, sys
from pathlib import Path

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
GREATEST, SKEW = 2**63 - 1, 300
D = -121665 * pow(121666, P - 2, P) % P

class Refused(Exception):
    pass

def need(condition, why):
    if not condition:
        raise Refused(why)

sha256 = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
sm3 = lambda *parts: hashlib.new("sm3", b"".join(parts)).digest()

# Ed25519 (RFC 8032) in extended coordinates.
def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

def multiply(p, n):
    q = (0, 1, 1, 0)
    while n:
        if n & 1:
            q = add(q, p)
        p, n = add(p, p), n >> 1
    return q

def decode_point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & 2**255 - 1
    if y >= P:
        return None
    u = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(u, (P + 3) // 8, P)
    if (x * x - u) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - u) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P

def encode_point(p):
    z = pow(p[2], P - 2, P)
    return (p[1] * z % P | (p[0] * z % P & 1) << 255).to_bytes(32, "little")

is_small = lambda p: encode_point(multiply(p, 8)) == encode_point((0, 1, 1, 0))
BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

def ed25519(key, message, signature):
    a, r = decode_point(key), decode_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or not a or not r or is_small(a) or is_small(r) or s >= ORDER:
        return False  # the strict half: neither the key nor R is one that anybody can sign for
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    minus_a = (P - a[0], a[1], 1, P - a[3])
    return encode_point(add(multiply(BASE, s), multiply(minus_a, k))) == signature[:32]

# Ways to write numbers and bytes.
def b64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        data = b""
    need(base64.b64encode(data).decode() == text, "base64")
    return data

def hash64(text):
    data = b64(text)
    need(len(data) == 32, "hash")
    return data

def decimal(text):
    need(text.isascii() and text.isdigit() and str(int(text)) == text and int(text) <= GREATEST, "number")
    return int(text)

def utf8(data):
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Refused("utf-8")

class Reader:
    def __init__(self, data):
        self.data = data

    def take(self, length):
        need(length <= len(self.data), "too short")
        part, self.data = self.data[:length], self.data[length:]
        return part

    def number(self, length):
        return int.from_bytes(self.take(length), "big")

# Notes, checkpoints, policies.
is_name = lambda name: name != "" and not any(sign.isspace() or sign == "+" or sign < " " for sign in name)

def parse_note(data):
    text = utf8(data)
    need(len(data) <= 256 * 1024 and not any(c < " " and c != "\n" for c in text), "note")
    blank = text.rfind("\n\n")
    need(blank >= 0 and text.endswith("\n") and len(text) > blank + 2, "note")
    lines = []
    for line in text[blank + 2:-1].split("\n"):
        parts = line.split(" ")
        need(len(parts) == 3 and parts[0] == "—" and is_name(parts[1]), "signature line")
        blob = b64(parts[2])
        need(len(blob) >= 5, "signature line")
        lines.append((parts[1], blob[:4], blob[4:]))
    need(len(lines) <= 64, "note")
    return text[:blank + 1], lines

def parse_checkpoint(text):
    lines = text[:-1].split("\n")
    need(text.endswith("\n") and len(lines) >= 3 and all(lines), "checkpoint")
    size, root = decimal(lines[1]), hash64(lines[2])
    need(size > 0 or root == sha256(), "empty root")
    return lines[0], size, root

def parse_key(line):
    name, id_, typed = (line.split("+", 2) + ["", ""])[:3]
    typed = b64(typed)
    need(is_name(name) and sha256(name.encode(), b"\n", typed)[:4].hex() == id_, "key")
    need({1: 33, 4: 33, 6: 1313}.get(typed[0]) == len(typed), "key type")
    point = typed[0] == 6 or decode_point(typed[1:])
    need(point and (typed[0] == 6 or not is_small(point)), "key")
    return {"name": name, "id": bytes.fromhex(id_), "type": typed[0], "key": typed[1:]}

def parse_policy(data):
    need(data.endswith(b"\n") and len(data) <= 512 * 1024, "policy")
    need(all(byte in (9, 10) or 0x20 <= byte != 0x7f for byte in data), "policy")
    keys, names, taken, quorum = [], {}, set(), None
    for words in (line.replace(b"\t", b" ").split(b" ") for line in data[:-1].split(b"\n")):
        words = [word for word in words if word]
        if not words or words[0].startswith(b"#"):
            continue
        kind, rest = words[0], words[1:]
        if kind in (b"log", b"witness"):
            is_witness = kind == b"witness"
            need(len(rest) in ((2, 3) if is_witness else (1, 2)), "policy line")
            key = parse_key(utf8(rest[is_witness]))
            need(key["type"] in ((4, 6) if is_witness else (1,)), "key type")
            same = lambda k: k["key"] == key["key"] or (k["name"], k["id"]) == (key["name"], key["id"])
            need(not any(map(same, keys)), "same key")
            keys.append(key)
            if is_witness:
                need(rest[0] not in names and rest[0] != b"none", "name")
                names[rest[0]], key["label"] = key, rest[0].decode(errors="replace")
        elif kind == b"group":
            need(len(rest) >= 3 and rest[0] not in names and rest[0] != b"none", "group")
            members = rest[2:]
            need(all(m in names and m not in taken for m in members) and len(set(members)) == len(members), "members")
            taken.update(members)
            least = {b"all": len(members), b"any": 1}.get(rest[1]) or decimal(utf8(rest[1]))
            need(1 <= least <= len(members), "threshold")
            names[rest[0]] = (least, [names[m] for m in members])
        else:
            need(kind == b"quorum" and len(rest) == 1 and quorum is None, "policy line")
            need(rest[0] == b"none" or rest[0] in names, "quorum")
            quorum = (names.get(rest[0]),)
    need(quorum, "quorum")
    return keys, quorum[0]

def is_met(member, cosigned):
    if member is None:
        return True
    if isinstance(member, dict):
        return any(key is member for key, _ in cosigned)
    return sum(is_met(m, cosigned) for m in member[1]) >= member[0]

def judge(policy, note):
    keys, quorum = policy
    (text, lines), seals = note, []
    origin, size, root = parse_checkpoint(text)
    for name, id_, blob in lines:
        for key in (k for k in keys if (k["name"], k["id"]) == (name, id_) and k["type"] != 6):
            need(all(key is not other for other, _ in seals), "signed twice")
            time, message = None, text
            if key["type"] == 4:
                time, blob = int.from_bytes(blob[:8], "big"), blob[8:]
                need(1 <= time <= GREATEST, "time")
                message = f"cosignature/v1\ntime {time}\n{text}"
            need(ed25519(key["key"], message.encode(), blob), "signature of " + name)
            seals.append((key, time))
    logs = [k for k, _ in seals if k["type"] == 1 and k["name"] == origin]
    need(logs, "not by the log")
    cosigned = [(k, t) for k in keys for other, t in seals if other is k and t is not None]
    times = sorted(time for _, time in cosigned) if quorum else []
    by = next((t for t in times if is_met(quorum, [c for c in cosigned if c[1] <= t])), None)
    since = next((t for t in reversed(times) if is_met(quorum, [c for c in cosigned if c[1] >= t])), None)
    return origin, size, root, cosigned, is_met(quorum, cosigned), by, since

def parse_proof(data):
    head, blank, note = utf8(data).partition("\n\n")
    lines = head.split("\n")
    need(blank and lines.pop(0) == "c2sp.org/tlog-proof@v1" and lines, "proof")
    extra = b64(lines.pop(0)[6:]) if lines[0].startswith("extra ") else None
    need(extra is None or 1 <= len(extra) <= 256 * 1024, "extra")
    need(lines and lines[0].startswith("index ") and len(lines) <= 64, "index")
    note = parse_note(note.encode())
    parse_checkpoint(note[0])
    return extra, decimal(lines[0][6:]), [hash64(line) for line in lines[1:]], note

def parse_opening(data):
    reader = Reader(data)
    need(reader.take(14) == b"gk-opening/v1\0", "opening")
    record_key, count, fields, lists, before = reader.take(32), reader.number(2), {}, [b"", b""], -1
    for _ in range(count):
        id_, is_shown = reader.number(2), reader.number(1)
        need(before < id_ and is_shown < 2, "field")
        before, digests = id_, None
        if is_shown:
            key, length = reader.take(32), reader.take(8)
            value = reader.take(int.from_bytes(length, "big"))
            hashed = b"\x10", key, id_.to_bytes(2, "big"), length, value
            fields[id_], digests = value, (sha256(*hashed), sm3(*hashed))
        digests = digests or (reader.take(32), reader.take(32))
        lists = [part + id_.to_bytes(2, "big") + digest for part, digest in zip(lists, digests)]
    need(not reader.data, "something after the opening")
    for id_, value in fields.items():
        lengths = {3: 16, 4: 8, 6: 8, 5: 32, 8: 32, 9: 32, 10: 32, 12: 32, 13: 32}
        need(lengths.get(id_, len(value)) == len(value), "length of a field")
        need(id_ not in (1, 2, 7) or utf8(value) is not None, "text of a field")
    commit = lambda h, part: h(b"\x12", record_key, h(b"\x11", count.to_bytes(2, "big"), part))
    return fields, b"gk-leaf/v1\0\x03" + commit(sha256, lists[0]) + commit(sm3, lists[1])

def root_of(entry, index, size, proof):
    need(index < size, "index")
    root, at, last = sha256(b"\0", entry), index, size - 1
    for sibling in proof:
        need(last, "too many hashes")
        if at & 1 or at == last:
            root = sha256(b"\1", sibling, root)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            root = sha256(b"\1", root, sibling)
        at, last = at >> 1, last >> 1
    need(not last, "too few hashes")
    return root

def section(reader, start):
    if not reader.data.startswith(start):
        return None
    line = reader.data.partition(b"\n")[0]
    reader.take(len(line) + 1)
    data = reader.take(decimal(utf8(line[len(start):])))
    need(reader.take(1) == b"\n", "section")
    return data

def read(data):
    if data.startswith(b"c2sp.org/tlog-proof@"):
        return parse_proof(data), None, None
    need(data.startswith(b"gk-receipt/v1\n"), "unknown")
    need(data[-49:] == b"sum " + base64.b64encode(sha256(data[:-49])) + b"\n", "damaged")
    reader = Reader(data[14:-49])
    proof, earlier, document = (section(reader, start) for start in (b"proof ", b"earlier ", b"document "))
    need(proof is not None and not reader.data and len(document or b"") <= 16 * 2**20, "layout")
    return parse_proof(proof), earlier and parse_note(earlier), document

def verify(policy, data):
    (extra, index, hashes, note), earlier, document = read(data)
    need(extra, "no opening")
    fields, entry = parse_opening(extra)
    origin, size, root, cosigned, confirmed, not_after, _ = judge(policy, note)
    need(root_of(entry, index, size, hashes) == root, "inclusion")
    not_before = None
    if earlier is not None:
        other, earlier_size, *_, not_before = judge(policy, earlier)
        need(other == origin and earlier_size <= index, "earlier checkpoint")
    if document is not None:
        need(8 in fields or 9 in fields, "unproven document")
        need(fields.get(8, sha256(document)) == sha256(document), "document")
        need(fields.get(9) is None or fields[9] == sm3(document), "document")
    claimed = int.from_bytes(fields[6], "big") if 6 in fields else None
    early = claimed is not None and not_before is not None and claimed < (not_before - SKEW) * 1000
    late = claimed is not None and not_after is not None and claimed > (not_after + SKEW) * 1000
    return {
        "origin": origin, "index": index, "size": size, "cosigned": [[k["label"], t] for k, t in cosigned],
        "confirmed": confirmed, "not_before": not_before, "not_after": not_after, "claimed_time": claimed,
        "contested": early or late, "document": document is not None,
        "fields": {str(id_): value.hex() for id_, value in fields.items()},
    }

if __name__ == "__main__":
    policy = parse_policy(Path(sys.argv[1]).read_bytes())
    for path in sys.argv[2:]:
        try:
            print(json.dumps(verify(policy, Path(path).read_bytes())))
        except Refused:
            print("null")
