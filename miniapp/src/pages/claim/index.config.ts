export default definePageConfig({ navigationBarTitleText: '找到您家' })
