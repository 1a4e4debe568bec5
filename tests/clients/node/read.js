// Programs of npm that we did not write, asked by the tests: a question a line, an answer a line.
//
// {"program": …, "what": "events" or "tasks", "text": …} in; out an array of what they read, or
// {"error": …}. Moments are ISO 8601 in UTC, whole days 2023-11-23, alarms the seconds after the
// start.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(`${process.env.LECTERN_CLIENTS}/`);
const ICAL = require("ical.js").default ?? require("ical.js");
const nodeIcal = require("node-ical");
const tsIcs = require("ts-ics");

const icalJs = {
  moment: (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString()),

  words: (component) => ({
    uid: component.getFirstPropertyValue("uid"),
    summary: component.getFirstPropertyValue("summary"),
    description: component.getFirstPropertyValue("description"),
    status: component.getFirstPropertyValue("status"),
  }),

  components(text, name) {
    const calendar = new ICAL.Component(ICAL.parse(text));
    ICAL.TimezoneService.reset();
    calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
    return calendar.getAllSubcomponents(name);
  },

  events: (text) =>
    icalJs.components(text, "vevent").map((component) => {
      const event = new ICAL.Event(component);
      return {
        ...icalJs.words(component),
        location: event.location ?? "",
        sequence: event.sequence,
        start: icalJs.moment(event.startDate),
        end: icalJs.moment(event.endDate),
        alarms: component
          .getAllSubcomponents("valarm")
          .map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
      };
    }),

  tasks: (text) =>
    icalJs.components(text, "vtodo").map((component) => ({
      ...icalJs.words(component),
      due: icalJs.moment(component.getFirstPropertyValue("due")),
    })),
};

const nodeIcalReads = {
  moment(time) {
    const pad = (number) => String(number).padStart(2, "0");
    return time.dateOnly
      ? `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`
      : time.toISOString();
  },

  words: ({ uid, summary, description, status }) => ({ uid, summary, description, status }),

  components: (text, type) =>
    Object.values(nodeIcal.sync.parseICS(text)).filter((component) => component.type === type),

  events: (text) =>
    nodeIcalReads.components(text, "VEVENT").map((event) => ({
      ...nodeIcalReads.words(event),
      location: event.location ?? "",
      sequence: Number(event.sequence),
      start: nodeIcalReads.moment(event.start),
      end: nodeIcalReads.moment(event.end),
      alarms: (event.alarms ?? []).map((alarm) =>
        ICAL.Duration.fromString(alarm.trigger).toSeconds(),
      ),
    })),

  tasks: (text) =>
    nodeIcalReads.components(text, "VTODO").map((task) => ({
      ...nodeIcalReads.words(task),
      due: nodeIcalReads.moment(task.due),
    })),
};

const tsIcsReads = {
  moment: ({ type, date }) =>
    type === "DATE" ? date.toISOString().slice(0, 10) : date.toISOString(),

  seconds: ({ before, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 }) =>
    (before ? -1 : 1) * ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds),

  words: ({ uid, summary, description, status }) => ({ uid, summary, description, status }),

  events: (text) =>
    (tsIcs.convertIcsCalendar(undefined, text).events ?? []).map((event) => ({
      ...tsIcsReads.words(event),
      location: event.location ?? "",
      sequence: event.sequence ?? 0,
      start: tsIcsReads.moment(event.start),
      end: tsIcsReads.moment(event.end),
      alarms: (event.alarms ?? []).map((alarm) => tsIcsReads.seconds(alarm.trigger.value)),
    })),

  tasks: (text) =>
    (tsIcs.convertIcsCalendar(undefined, text).todos ?? []).map((task) => ({
      ...tsIcsReads.words(task),
      due: tsIcsReads.moment(task.due),
    })),
};

const programs = { "ical.js": icalJs, "node-ical": nodeIcalReads, "ts-ics": tsIcsReads };

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { program, what, text } = JSON.parse(line);
  let answer;
  try {
    answer = programs[program][what](text);
  } catch (error) {
    answer = { error: `${program}: ${error.stack ?? error}` };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
