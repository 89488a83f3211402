import type { ThemeConfig } from 'antd'

export const ink = '#1F2A37'
export const secondary = '#4B5563'
export const line = '#E5E7EB'
export const paper = '#F7F7F5'
export const focus = '#1D4ED8'
export const danger = '#B91C1C'

/** Ink on paper; no red, yellow or green says anything about people. */
export const theme: ThemeConfig = {
  cssVar: { key: 'loumen' },
  token: {
    colorPrimary: ink,
    colorInfo: focus,
    colorLink: focus,
    colorError: danger,
    colorSuccess: ink,
    colorSuccessBg: paper,
    colorSuccessBorder: '#C9CED6',
    colorWarning: '#92400E',
    colorText: ink,
    colorTextSecondary: secondary,
    colorTextPlaceholder: '#6B7280',
    colorTextDescription: secondary,
    colorTextTertiary: secondary,
    colorBorder: '#C9CED6',
    colorBorderSecondary: line,
    colorBgLayout: paper,
    borderRadius: 6,
    fontSize: 14,
    controlHeight: 36,
    fontFamily: '"PingFang SC", "Noto Sans SC", "Microsoft YaHei", "WenQuanYi Zen Hei", system-ui, sans-serif',
  },
  components: {
    Table: { headerBg: '#F1F1EE', headerColor: secondary, cellPaddingBlock: 12, rowHoverBg: '#F4F6FA' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Layout: { headerBg: '#FFFFFF', siderBg: '#FFFFFF', bodyBg: paper },
    Menu: { itemSelectedBg: '#EBEDF1', itemSelectedColor: ink, itemHeight: 40 },
  },
}

/** Where a table's header stays while its page scrolls: below the console's own head. */
export const belowHead = { offsetHeader: 57 }
