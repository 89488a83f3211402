import '../zod-config'
import { z } from 'zod'

/** What people can be told outside the app. None says an outcome, a name or an address. */
export const NoticeKind = z.enum([
  'entranceNext',
  'entranceCalled',
  'resultsReady',
  'sampleAgain',
  'neighbourCalled',
  'mobilised',
  'shiftChanged',
])
export type NoticeKind = z.infer<typeof NoticeKind>

/** Most templates that one tap may ask for; older WeChat versions refuse more. */
export const mostAskedAtOnce = 3

/** What fills a template's fields: the sentence, when it was written, and what to do. */
export const NoticePart = z.enum(['what', 'when', 'tip'])
export type NoticePart = z.infer<typeof NoticePart>

/** The page that a notice opens. */
export const noticePages: Record<NoticeKind, 'pages/ticket' | 'pages/results' | 'staff/neighbours' | 'staff/mine'> = {
  entranceNext: 'pages/ticket',
  entranceCalled: 'pages/ticket',
  resultsReady: 'pages/results',
  sampleAgain: 'pages/ticket',
  neighbourCalled: 'staff/neighbours',
  mobilised: 'staff/mine',
  shiftChanged: 'staff/mine',
}
