/** Where this installation's pages are, for codes that other phones scan. */
export const pageOrigin = () => SERVER_ADDRESS || window.location.origin
