export default definePageConfig({ navigationBarTitleText: '我想做志愿者' })
