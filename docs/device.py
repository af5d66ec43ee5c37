#!/usr/bin/python3
"""A desk phone in Python, as small as it may be: device.py HOST PORT ID PASSWORD. Needs Debian's python3-paho-mqtt."""
import json
import sys
import time

import paho.mqtt.client as mqtt

host, port, device, password = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
root = "jackfield/1/" + device + "/"
boot = int(time.time())  # grows with each start; a counter in flash will do as well
seq = 0
facts = {"hookswitch": "onHook", "mute": "off"}
done = []  # ids of commands that were obeyed: the broker may bring one twice


def say(part, body, retain=True):
    body["boot"] = boot
    client.publish(root + part, json.dumps(body), qos=1, retain=retain)


def numbered(body):
    global seq
    seq += 1  # facts and events of a boot count from 1, without a gap
    body["seq"] = seq
    return body


def birth():
    say("$description", {"v": 1, "kind": "deskphone", "vendor": "Example", "model": "One",
                         "caps": ["hookswitch", "mute", "display", "ring", "login"]})
    for facet, value in facts.items():
        say("s/" + facet, numbered({"value": value}))
    say("$state", {"state": "ready"})


def fact(facet, value):
    facts[facet] = value
    say("s/" + facet, numbered({"value": value}))


def command(_client, _userdata, message):
    name, body = message.topic.rsplit("/", 1)[1], json.loads(message.payload)
    if body["id"] in done:
        return
    done.append(body["id"])
    answer = {"ok": True}
    if name == "display":
        print("display:", body["first"], "/", body["second"], flush=True)
    elif name == "mute":
        fact("mute", "on" if body["muted"] else "off")
    elif name == "challenge" and "code" in body:
        print("code:", body["code"], flush=True)
    elif name == "rebirth":
        birth()
    elif name not in ("ring", "session", "lamp", "challenge"):
        answer = {"ok": False, "code": "unsupported"}
    client.publish(root + "r/" + body["id"], json.dumps(answer), qos=1)


client = mqtt.Client(client_id=device, clean_session=True)
client.username_pw_set(device, password)
client.will_set(root + "$state", json.dumps({"state": "lost", "boot": boot}), qos=1, retain=True)
client.on_connect = lambda *_: (client.subscribe(root + "c/#", qos=1), birth())
client.on_message = command
client.connect(host, port, keepalive=5)
client.loop_start()
for line in sys.stdin:  # what a person does: "offHook", "onHook", "mute on", "login", "lunch"
    words = line.split()
    if words[:1] == ["mute"]:
        fact("mute", words[1])
    elif words[:1] == ["login"]:
        say("e/login", numbered({"method": "code"}), retain=False)
    elif words[:1] == ["lunch"]:
        say("e/presence-request", numbered({"state": "notReady", "reason": "lunch"}), retain=False)
    elif words:
        fact("hookswitch", words[0])
say("$state", {"state": "disconnected"})
time.sleep(0.5)
client.disconnect()
