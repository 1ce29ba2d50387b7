/** English for cancelling a booking. */
export const enCancel = {
  askCancel: "Cancel this booking?",
  keep: "Keep it",
  cancelNow: "Yes, cancel it",
  cancelCostsNothing: "Nothing was paid, so nothing is given back. Your time goes to somebody else.",
  cancelGivesAll: "You get back everything you paid: {amount}, to where you paid from.",
  cancelGivesPart: "You get back {amount} of the {price} you paid, to where you paid from.",
  cancelGivesNone: "It is too close to the start: the {price} you paid are not given back.",
} as const;
