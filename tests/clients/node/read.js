// Programs of npm that we did not write, asked by the tests: a question a line, an answer a line.
//
// {"program": …, "text": …} in; out an array of events as they read them, or {"error": …}.
// Moments are ISO 8601 in UTC, whole days 2023-11-23, alarms the seconds after the start.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(`${process.env.LECTERN_CLIENTS}/`);
const ICAL = require("ical.js").default ?? require("ical.js");
const nodeIcal = require("node-ical");
const tsIcs = require("ts-ics");

function icalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
  const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      location: event.location ?? "",
      status: component.getFirstPropertyValue("status"),
      sequence: event.sequence,
      start: moment(event.startDate),
      end: moment(event.endDate),
      alarms: component
        .getAllSubcomponents("valarm")
        .map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
    };
  });
}

function nodeIcalReads(text) {
  const pad = (number) => String(number).padStart(2, "0");
  const moment = (time) =>
    time.dateOnly
      ? `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`
      : time.toISOString();
  const seconds = (trigger) => ICAL.Duration.fromString(trigger).toSeconds();
  return Object.values(nodeIcal.sync.parseICS(text))
    .filter((component) => component.type === "VEVENT")
    .map((event) => ({
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      location: event.location ?? "",
      status: event.status,
      sequence: Number(event.sequence),
      start: moment(event.start),
      end: moment(event.end),
      alarms: (event.alarms ?? []).map((alarm) => seconds(alarm.trigger)),
    }));
}

function tsIcsReads(text) {
  const moment = (time) =>
    time.type === "DATE" ? time.date.toISOString().slice(0, 10) : time.date.toISOString();
  const seconds = ({ value }) =>
    (value.before ? -1 : 1) *
    ((((value.weeks ?? 0) * 7 + (value.days ?? 0)) * 24 + (value.hours ?? 0)) * 3600 +
      (value.minutes ?? 0) * 60 +
      (value.seconds ?? 0));
  return (tsIcs.convertIcsCalendar(undefined, text).events ?? []).map((event) => ({
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    location: event.location ?? "",
    status: event.status,
    sequence: event.sequence ?? 0,
    start: moment(event.start),
    end: moment(event.end),
    alarms: (event.alarms ?? []).map((alarm) => seconds(alarm.trigger)),
  }));
}

const programs = { "ical.js": icalJs, "node-ical": nodeIcalReads, "ts-ics": tsIcsReads };

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { program, text } = JSON.parse(line);
  let answer;
  try {
    answer = programs[program](text);
  } catch (error) {
    answer = { error: String(error.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
