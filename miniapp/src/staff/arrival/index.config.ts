export default definePageConfig({ navigationBarTitleText: '到岗' })
