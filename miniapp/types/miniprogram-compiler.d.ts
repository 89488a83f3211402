declare module 'miniprogram-compiler' {
  /** Compiles all WXML below a folder with WeChat's own compiler; throws with the place of a mistake. */
  export function wxmlToJs(folder: string): string
  /** Compiles all WXSS below a folder with WeChat's own compiler. */
  export function wxssToJs(folder: string): string
}
