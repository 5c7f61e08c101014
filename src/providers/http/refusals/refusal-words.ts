// What refusals say where no code tells: in the languages that relays use (reference, 7.2). Words that mean something else
// as well are asked for with what stands beside them; a word too few is a plain "refused", a word too many blames a member.

export type WordedRefusal = 'account' | 'balance' | 'moderation';

/** Undefined: nothing that we know. Money is asked for first: whoever has none is never told that they were indecent. */
export function refusalIn(message: string): WordedRefusal | undefined {
  const text = message.slice(0, mostLetters).normalize('NFKC');
  if (accountWords.some((words) => words.test(text))) return 'account';
  if (balanceWords.some((words) => words.test(text))) return 'balance';
  return moderationWords.some((words) => words.test(text)) ? 'moderation' : undefined;
}

/** By a vendor's own word for it: `InputImageSensitiveContentDetected`, `channel:content_filter`. */
export function refusalByName(name: string): WordedRefusal | undefined {
  const words = name
    .slice(0, mostLetters)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
  if (balanceNames.test(words)) return 'balance';
  return moderationNames.test(words) ? 'moderation' : undefined;
}

/** What is wrong stands at the beginning. */
const mostLetters = 4_000;

const balanceNames =
  /insufficient\w*(balance|credit|fund|quota)|(balance|credits?|quota)_(is_)?(insufficient|not_enough|exhausted|used_up|empty)|token_quota_failed|arrear|overdue/;

const moderationNames =
  /moderat|(?<!case_)sensitive|safety|unsafe|content_(filter|policy|violation)|prompt_blocked|inspection|nsfw|prohibited_content|inappropriate|responsible_ai/;

/** The vendor's own account is blocked at its source, whatever this prompt was (relays; reference, 6.2). */
const accountWords: readonly RegExp[] = [
  /temporarily blocked/i,
  /account (has been |was |is )?(suspended|blocked|disabled|banned|deactivated|under review)/i,
  /(账号|帐号|账户|帐户|帳號|帳戶|令牌|密钥).{0,8}(封禁|禁用|停用|冻结|凍結|封鎖|审核中|審核中)/,
];

const balanceWords: readonly RegExp[] = [
  /insufficient (balance|credits?|funds|quota)|(balance|credits?) (is|are) (insufficient|empty|used up|exhausted)/i,
  /exceeded your current quota|billing hard limit|payment required|(out of|not enough|no more|run out of) (credits?|funds|balance)/i,
  // Chinese: balance, allowance, arrears, topping up.
  /余额|餘額|额度|額度|配额不足|配額不足|欠费|欠費|充值|儲值|(积分|積分|点数|點數|算力).{0,6}(不足|不够|不夠|用完|用尽|耗尽)/,
  // Japanese.
  /残高|チャージ|クレジット.{0,8}(不足|足り|切れ|使い切)|利用枠/,
  // Korean.
  /잔액|잔고|충전|크레딧.{0,8}(부족|소진|없)/,
  // Russian, Ukrainian.
  /недостаточно (средств|кредит|баланс)|баланс.{0,24}(исчерпан|недостат|пуст|нулев|законч)|пополни|(средства|кредиты|деньги).{0,12}законч|недостатньо (коштів|кредит)/i,
  // Spanish, Portuguese, Italian, French, German.
  /\bsaldo\b|cr[eé]ditos? (insuficiente|agotad|esgotad)|fondos insuficientes|fundos insuficientes|credit[oi] (insufficient|esaurit)/i,
  /solde (insuffisant|[ée]puis[ée])|cr[ée]dits? (insuffisant|[ée]puis[ée])|fonds insuffisants|guthaben|kontostand/i,
  // Vietnamese, Turkish, Arabic.
  /số dư|hết (hạn mức|tiền|tín dụng)|\bbakiye|yetersiz kredi|رصيد/i,
];

const moderationWords: readonly RegExp[] = [
  /moderat|safety|content polic|usage polic|policy violation|content filter|responsible ai|guardrail|\bnsfw\b/i,
  /violat\w* .{0,40}(polic|guideline)|(inappropriate|prohibited|sensitive|explicit|disallowed) (content|words?|material)/i,
  // Chinese: reviewed, sensitive, against the rules, indecent.
  /审核|審核|审查|審查|风控|風控|违规|違規|不合规|不合規|违禁|違禁|未成年|色情|涉黄|涉黃|涉政|暴恐|敏感(词|詞|内容|內容|信息|資訊|图|圖)/,
  /(违反|違反).{0,16}(政策|规定|規定|规则|規則|规范|規範|准则|準則|条款|條款|法律|法规|法規)|(不当|不當|不良|不适宜|不適當|不安全|有害)的?(内容|內容|信息)/,
  /(内容|內容).{0,4}安全|安全(策略|政策|系统|系統|过滤|過濾|检测|檢測|检查|檢查|机制|機制|限制|规范)|(内容|內容|使用)(政策|策略)/,
  // Japanese.
  /モデレーション|不適切|センシティブ|(ポリシー|規約|ガイドライン).{0,8}(違反|抵触|反)|コンテンツ.{0,4}(ポリシー|フィルタ)|セーフティ|安全(性)?.{0,4}(ポリシー|システム|フィルタ|基準|上の理由)/,
  // Korean.
  /모더레이션|검열|부적절|유해|선정적|민감한|정책.{0,8}위반|콘텐츠 ?(정책|필터)|안전 ?(정책|시스템|필터|가이드|기준)/,
  // Russian, Ukrainian.
  /модерац|цензур|политик\S* (контента|содержани|использовани|безопасности)|(недопустим|запрещ[её]нн|неприемлем|неподобающ)\S* (контент|содержан|материал)|систем\S* безопасности|неприйнятн|заборонен\S* (вміст|контент)/i,
  // Spanish, Portuguese, Italian.
  /moderaci[oó]n|modera[cç][aã]o|moderazione|pol[ií]ticas? (de|sobre) (contenido|conte[uú]do|uso|segur)|normas de (contenido|uso|seguridad|la comunidad)|diretrizes de|sistema de seguran[cç]a|sistema de seguridad|politiche? sui contenuti/i,
  /(contenido|conte[uú]do|contenut[oi]|contenu) (inapropiado|inadecuado|inadequado|impr[oó]prio|prohibido|proibido|sens[ií]vel|sensible|no permitido|n[aã]o permitido|inappropriat|interdit|vietat)/i,
  /\b(viola|infring|incumpl|descumpr|contravien)\S* .{0,40}(pol[ií]tica|norma|directri|diretri|t[ée]rminos|termos|reglas|regras)/i,
  /sistema di sicurezza|\bviola\S* .{0,40}(politic|norme|linee guida|regole)/i,
  // French, German.
  /syst[èe]me de s[ée]curit[ée]|\b(viol|enfrei|contrevien)\S* .{0,40}(politique|r[èe]gle|conditions|directive)/i,
  /mod[ée]ration|politique de (contenu|s[ée]curit[ée]|utilisation)|inhaltsrichtlinie|nutzungsrichtlinie|sicherheits(system|richtlinie|filter)|unangemessen|unzul[äa]ssige\w* inhalt/i,
  // Polish, Thai; then Vietnamese, Turkish, Indonesian, Arabic.
  /systemu? bezpieczeństwa|narusza\S* .{0,40}(zasad|polityk|regulamin)|ระบบความปลอดภัย|ไม่เหมาะสม|นโยบาย(เนื้อหา|การใช้งาน)/i,
  /hệ thống an toàn|güvenlik (sistem|politika|filtre)|sistem keamanan|melanggar .{0,30}kebijakan|نظام (الأمان|السلامة)/i,
  /kiểm duyệt|nhạy cảm|chính sách (nội dung|sử dụng|an toàn)|i[çc]erik politika|uygunsuz|kebijakan (konten|penggunaan)|moderasi|سياسة (المحتوى|الاستخدام)|محتوى غير (لائق|مناسب)/i,
];
