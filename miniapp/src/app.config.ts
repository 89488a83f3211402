export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/sign-in/index',
    'pages/claim/index',
    'pages/registration/index',
    'pages/ticket/index',
    'pages/board/index',
    'pages/results/index',
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
        'visits/index',
      ],
    },
  ],
  window: {
    backgroundTextStyle: 'dark',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTitleText: '楼门',
    navigationBarTextStyle: 'black',
  },
  animation: false,
  lazyCodeLoading: 'requiredComponents',
})
