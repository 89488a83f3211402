/** Sixteen random bytes; getRandomValues needs no secure context, so it works on http in a local network. */
export const randomBytes = () => crypto.getRandomValues(new Uint8Array(16))
