/** The words that hold, for `class` and `part`. */
export const marks = (...words: (string | false | undefined)[]): string => words.filter(Boolean).join(" ");
