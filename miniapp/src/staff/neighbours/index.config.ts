export default definePageConfig({ navigationBarTitleText: '帮邻居登记' })
