import { InboxOutlined } from '@ant-design/icons'
import type { Attachment } from '@loumen/shared/fields'
import { Alert, Upload } from 'antd'
import { useState } from 'react'
import { readAttachment } from './attachment'
import { useWords } from './language'

/** A place to drop or choose one file, which is sent inside a command. */
export function FileDrop({
  accept,
  title,
  text,
  busy,
  onFile,
}: {
  accept: string
  title: string
  text: string
  busy: boolean
  onFile: (file: Attachment) => void
}) {
  const { t } = useWords()
  const [fault, setFault] = useState('')
  async function take(file: File) {
    setFault('')
    try {
      const attachment = await readAttachment(file)
      if (attachment) onFile(attachment)
      else setFault(t('file.tooLarge'))
    } catch {
      setFault(t('file.unreadable'))
    }
  }
  return (
    <>
      <Upload.Dragger
        accept={accept}
        multiple={false}
        showUploadList={false}
        disabled={busy}
        beforeUpload={(file) => {
          void take(file)
          return false
        }}
      >
        <p className="drop-icon">
          <InboxOutlined />
        </p>
        <p className="drop-title">{title}</p>
        <p className="quiet">{text}</p>
      </Upload.Dragger>
      {fault && <Alert type="error" showIcon role="alert" title={fault} />}
    </>
  )
}
