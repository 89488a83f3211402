export default definePageConfig({ navigationBarTitleText: '自助登记' })
