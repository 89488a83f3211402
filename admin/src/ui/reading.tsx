import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { ErrorPanel } from './error-panel'

/** What is being read: the last truth stays while a newer one is on its way or failing. */
export function Reading<T>({
  read,
  children,
}: {
  read: { data: T | undefined; error: unknown; refetch: () => unknown }
  children: (data: T) => ReactNode
}) {
  return (
    <>
      <ErrorPanel error={read.error} onRetry={() => void read.refetch()} />
      {read.data === undefined ? !read.error && <Skeleton active paragraph={{ rows: 6 }} /> : children(read.data)}
    </>
  )
}
