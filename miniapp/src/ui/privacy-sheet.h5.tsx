/** Only WeChat asks in this way; in a browser nothing is taken that a page does not ask for itself. */
export const PrivacySheet = () => null
