/** Why the house may say no in this domain; see `refusals`. */
export const tubeRefusals = {
  'scan.unreadable': [
    400,
    '没有认出这个码。请重扫，或输入证件号码。',
    'This code was not recognised. Scan again or type the document number.',
  ],
  'scan.unknown': [
    404,
    '这一轮没有这个人。请核对证件号码；仍找不到时，请联系社区。',
    'Nobody of this round matches. Check the document.',
  ],
  'scan.ambiguous': [
    409,
    '有多位居民符合，请用证件号码核对。',
    'Several people match. Please use the document number.',
  ],
  'scan.otherRound': [409, '这是另一轮的号。', 'This ticket belongs to another round.'],
  'scan.forged': [
    400,
    '这张号的签名不对，请查看本人证件。',
    'The signature of this ticket is wrong. Please check the document.',
  ],
  'person.next': [
    409,
    '{entrance}马上就到。请在入口外等候，叫到后再来。',
    '{entrance} is next. Please wait outside the entrance and come when it is called.',
  ],
  'person.notCalled': [
    409,
    '{entrance}还没叫到，前面还有 {ahead} 个楼门，约 {from}–{to} 分钟。请先回家等候，叫到会通知。',
    '{entrance} has not been called yet: {ahead} entrances before it, about {from}–{to} minutes. Please wait at home; you will be told.',
  ],
  'person.notCalledYet': [
    409,
    '{entrance}还没叫到，前面还有 {ahead} 个楼门。请先回家等候，叫到会通知。',
    '{entrance} has not been called yet: {ahead} entrances before it. Please wait at home; you will be told.',
  ],
  'person.inTube': [409, '已在采样管 {barcode} 中（第 {place} 位）。', 'Already in tube {barcode} (place {place}).'],
  'person.doorOnly': [
    409,
    '这位居民由上门队采样，请回家等候。',
    'This person is sampled at the door. Please go home and wait.',
  ],
  'person.otherLane': [
    409,
    '这支采样管是{lane}用的。单独通道的居民不与其他人混采，请换一支管。',
    'This tube is for the {lane}. People of the separate lane are never pooled with others; please use another tube.',
  ],
  'person.frozen': [
    409,
    '这位居民需要单独复采，请引导到隔离区。',
    'This person must be re-sampled singly. Please lead them to the isolation area.',
  ],
  'person.deferred': [
    409,
    '现在还不能采：{why}。请 {minutes} 分钟后再来，不用重新排队。',
    'Not yet: {why}. Please come back in {minutes} minutes; there is no need to queue again.',
  ],
  'person.vaccinated': [
    409,
    '接种疫苗未满 48 小时，先不采样。请回家，{minutes} 分钟后再采。',
    'Vaccinated less than 48 hours ago: no swab yet. Please go home; it can be done in {minutes} minutes.',
  ],
  'person.single': [
    409,
    '本轮规定这位居民单人单管，请扫一支单采管。',
    'This round samples this person alone. Please scan a single tube.',
  ],
  'person.voucherNeeded': [
    409,
    '没有带证件：请楼长、监护人或志愿者报上姓名作证，就可以采样。',
    'Without a document: a captain, guardian or volunteer gives their name as witness, then the person is sampled.',
  ],
  'person.notInTube': [409, '这位居民不在这支采样管里。', 'This person is not in this tube.'],
  'tube.full': [
    409,
    '这支采样管已满 {capacity} 人，请换一支新管。',
    'This tube already holds {capacity} people. Please open a new one.',
  ],
  'tube.otherHousehold': [
    409,
    '本轮一户一管：这支管已给别家用，请封管后换一支。',
    'One household, one tube in this round: this tube is another household’s. Close it and take a new one.',
  ],
  'person.withdrawn': [
    409,
    '装箱后发现扫错人，已从名单移出，样本还在管里。',
    'Scanned by mistake and noticed after packing: off the list, but the swab is still inside.',
  ],
  'tube.lastPerson': [
    409,
    '这是管里最后一位，移走就空了。请把这支管作废。',
    'This is the only person in the tube. Please void the tube instead.',
  ],
  'tube.state': [409, '这支采样管现在是{state}，不能这样做。', 'This cannot be done while the tube is {state}.'],
  'tube.unknown': [404, '系统里没有采样管 {barcode}，请核对条码。', 'No tube {barcode} is known. Check the code.'],
  'tube.inBox': [409, '采样管 {barcode} 已在转运箱 {box} 里。', 'Tube {barcode} is in box {box} already.'],
  'tube.otherTable': [
    409,
    '条码 {barcode} 是 {table} 号台领的，确定要在这里用吗？',
    'Code {barcode} was given to table {table}. Use it here all the same?',
  ],
  'tube.outsideRange': [
    409,
    '条码 {barcode} 不在本台领取的号段里，确定要用吗？',
    'Code {barcode} is not one of this table’s. Use it all the same?',
  ],
  'range.invalid': [
    400,
    '号段的首尾要是同一种条码，且首号不大于尾号。',
    'Both ends must be codes of one series, the first not above the last.',
  ],
  'check.agrees': [409, '这次清点没有差异，不用说明。', 'This check found no difference; nothing need be signed.'],
  'check.signed': [409, '{by} 已经说明并签过字了。', '{by} has signed this already.'],
  'range.overlaps': [409, '这个号段和 {table} 号台的重叠。', 'This range overlaps with that of table {table}.'],
  'tube.barcodeUsed': [
    409,
    '条码 {barcode} 已用过，请换一支管。',
    'Barcode {barcode} has been used. Take another tube.',
  ],
  'tube.tableBusy': [
    409,
    '这个采样台还有一支未满的管 {barcode}，请先用完或封管。',
    'This table still has tube {barcode} open. Fill or close it first.',
  ],
  'tube.countDiffers': [
    409,
    '人数对不上：系统里是 {count} 人。请核对后再确认。',
    'The count differs: the system has {count}. Please check and confirm again.',
  ],
  'tube.empty': [409, '空管不能封，请作废或先扫人。', 'An empty tube cannot be closed. Scan people or void it.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
