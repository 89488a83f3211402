/** WeChat keeps the mini-program itself. */
export function keepApp() {}
