export default definePageConfig({ navigationBarTitleText: '我的班次和时长' })
