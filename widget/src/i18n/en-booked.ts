/** English for what is said about a booking: when one is made, and when one comes back to it. */
export const enBooked = {
  email: "E-mail",
  emailMissing: "Enter your e-mail address.",
  emailWrong: "Enter an e-mail address such as name@example.com.",
  working: "One moment…",
  when: "When",
  where: "With",
  people: "People",
  cancellation: "Cancellation",
  cancelFree: "Cancel until the start and get everything back.",
  cancelFull: { one: "Full refund until {n} hour before.", other: "Full refund until {n} hours before." },
  cancelPart: {
    one: "{percent} % refund until {n} hour before.",
    other: "{percent} % refund until {n} hours before.",
  },
  cancelNone: "After that, no refund.",
  reference: "Reference",
  addToCalendar: "Add to calendar",
  calendarFile: "Calendar file (.ics)",
  googleCalendar: "Google Calendar",
} as const;
