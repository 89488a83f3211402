export default definePageConfig({ navigationBarTitleText: '叫到哪儿了' })
