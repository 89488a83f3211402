/** The sentences of the console about results, their upload and correction. */
export const resultWords = {
  'results.tubes': ['采样管', 'Tubes'],
  'results.uploads': ['上传结果', 'Upload'],
  'results.recalls': ['复采', 'Re-sampling'],

  'upload.drop': ['把检测机构的结果拖到这里，或点击选择', 'Drop the laboratory’s results here, or click to choose'],
  'upload.dropText': [
    'Excel（xlsx）或 CSV：条码、结果、方法、机构、检测时间。同一文件传两次不会有变化。',
    'Excel (xlsx) or CSV: barcode, outcome, method, lab, tested time. The same file twice changes nothing.',
  ],
  'upload.none': ['这一轮还没有上传过结果。', 'No results have been uploaded in this round.'],
  'upload.summary': [
    '生效 {applied} · 无变化 {same} · 等待采样管 {waiting} · 未采用 {refused}',
    'applied {applied} · unchanged {same} · waiting {waiting} · not taken {refused}',
  ],
  'upload.outcome': ['文件里的结果', 'Outcome in the file'],
  'upload.verdict': ['处理', 'Verdict'],

  'verdict.applied': ['已生效', 'Applied'],
  'verdict.same': ['与之前相同', 'Same as before'],
  'verdict.needsReason': [
    '与已有结果不同：请在采样管列表里更正并写明原因',
    'Differs: correct it in the list of tubes, with the reason',
  ],
  'verdict.contradicted': [
    '同一文件里这支管有不同的结果：都没有生效，请核对后重新上传',
    'The file has different outcomes for this tube: none was taken; check and upload again',
  ],
  'verdict.waiting': ['还没有这支管，管到了自动生效', 'No such tube yet; applies when it comes'],
  'verdict.notReceived': [
    '检测机构还没有接收这支管，接收后自动生效',
    'Not received by the laboratory yet; applies then',
  ],
  'verdict.otherRound': ['是另一轮的管', 'A tube of another round'],
  'verdict.notClosed': ['这支管还没有封', 'The tube is not closed yet'],
  'verdict.invalid': ['看不懂这一行', 'The row cannot be read'],

  'correct.title': ['更正 {barcode} 的结果', 'Correct the outcome of {barcode}'],
  'correct.outcome': ['改为', 'Change to'],
  'correct.outcomeRule': ['请选择结果。', 'Please choose an outcome.'],
  'correct.save': ['保存更正', 'Save the correction'],
} as const satisfies Record<string, readonly [string, string]>
