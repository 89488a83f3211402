/// <reference types="@tarojs/taro" />

declare module '*.scss'

/** Where the server is: empty on H5 (its own origin), an address for the mini-program, set when it is built. */
declare const SERVER_ADDRESS: string
