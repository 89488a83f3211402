import { Button, Input } from 'antd'
import { useState } from 'react'

interface Props {
  ask: string
  say: string
  running: boolean
  onWhy: (reason: string) => void
}

/** One line for a reason that somebody reads, and the button that sends it. */
export function WhyForm({ ask, say, running, onWhy }: Props) {
  const [reason, setReason] = useState('')
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim()) onWhy(reason)
      }}
    >
      <Input
        className="grow"
        value={reason}
        maxLength={200}
        aria-label={ask}
        placeholder={ask}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button htmlType="submit" disabled={running || !reason.trim()}>
        {say}
      </Button>
    </form>
  )
}
