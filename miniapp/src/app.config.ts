export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/sign-in/index',
    'pages/claim/index',
    'pages/join/index',
    'pages/volunteer/index',
    'pages/registration/index',
    'pages/ticket/index',
    'pages/board/index',
    'pages/results/index',
    'pages/certificate/index',
    'pages/check/index',
    'pages/settings/index',
  ],
  subPackages: [
    {
      root: 'staff',
      pages: [
        'home/index',
        'sign-in/index',
        'captain/index',
        'site/index',
        'desk/index',
        'sampler/index',
        'boxes/index',
        'keeper/index',
        'visits/index',
        'sweep/index',
        'records/index',
        'mine/index',
      ],
    },
  ],
  window: {
    backgroundTextStyle: 'dark',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTitleText: '楼门',
    navigationBarTextStyle: 'black',
  },
  // Taro's own slide between pages, which only the browser build has.
  ...(process.env.TARO_ENV === 'h5' ? { animation: false } : {}),
  lazyCodeLoading: 'requiredComponents',
})
