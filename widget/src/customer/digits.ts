/** The digits of what was typed or pasted: mails and people write codes with spaces. */
export const digitsOf = (text: string): string => text.replace(/\D/g, "");
