export default definePageConfig({ navigationBarTitleText: '楼门', enableShareAppMessage: true })
