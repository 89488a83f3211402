/** A browser has no chat groups to share to: copying is its way. */
export const ShareButton = (_props: { id: string; children: string }) => null
