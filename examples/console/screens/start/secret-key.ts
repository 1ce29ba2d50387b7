let key: string | undefined;

/** The secret key of a sign-up: the server tells it once, so it is kept until it was seen, and nowhere but here. */
export const rememberSecretKey = (secretKey: string): void => {
  key = secretKey;
};

export const rememberedSecretKey = (): string | undefined => key;

export const forgetSecretKey = (): void => {
  key = undefined;
};
