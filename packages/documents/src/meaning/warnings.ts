// The catalogue of warnings: everything a reading may leave open, with the sentence a person reads.
import type { DraftWarning } from "@taizhang/domain";
import { inBoth } from "@taizhang/process";

interface Entry {
  /** Blocking if the answer changes who owes what, how many tasks there are, or under which heading they are. */
  readonly severity: DraftWarning["severity"];
  /** The sentence; 「{}」 stands for the printed words. */
  readonly zh: string;
  readonly en: string;
}

const blocking = (zh: string, en: string): Entry => ({ severity: "blocking", zh, en });
const notice = (zh: string, en: string): Entry => ({ severity: "notice", zh, en });

export const WARNINGS = {
  // The text and the layout.
  UNREAD_TEXT: blocking(
    "表格中有未能读入的文字：「{}」。请核对它是否属于某项任务。",
    "The table holds text that was not read: “{}”. Check whether it belongs to a task.",
  ),
  CELLS_MISSING: blocking(
    "本行缺少单元格：{}。请对照原件补齐。",
    "Cells are missing in this row: {}. Complete them from the original.",
  ),
  CELL_MARK_MISSING: blocking(
    "本行有单元格前缺少分隔符，已按内容归位，其前可能有缺漏：「{}」。请对照原件核对。",
    "A cell of this row lacks its separator and was placed by its content; words before it may be missing: “{}”. Check the original.",
  ),
  ROW_SHIFTED: blocking(
    "本行左端缺少合并单元格，各格已右移归位（「{}」），请对照原件核对各栏。",
    "Merged cells are missing at the left of this row, whose cells were moved to the right (“{}”). Check its columns with the original.",
  ),
  ROW_UNEVEN: blocking(
    "本行的单元格比表头少或多（「{}」），各格可能错栏，请对照原件核对各栏。",
    "This row has fewer or more cells than the header (“{}”), which may stand in the wrong columns. Check them with the original.",
  ),
  TICKS_UNEXPLAINED: blocking(
    "各行的单位由表头和行内标记得出，但没有说明标记「{}」的含义，已按责任单位读入；若有标记表示牵头，请更正。",
    "The units of each row are the heads over its marks, but nothing says what the marks “{}” mean: they were read as responsible units. Correct it if one of them means the lead.",
  ),
  TASK_SPANS_ROWS: blocking(
    "任务单元格纵跨几行，各行的内容已并入同一任务；若各行是不同的任务或期限，请更正。",
    "The cell of the task spans several rows, which were joined into one task. Correct it if the rows are different tasks or have deadlines of their own.",
  ),
  CELL_SPANS_COLUMNS: blocking(
    "单元格横跨两个单位栏：「{}」，已按前一栏读入；若两栏都适用，请更正。",
    "A cell spans two unit columns: “{}”; it was read under the first of them. Correct it if it is meant for both.",
  ),
  CELL_REPEATED: blocking(
    "相邻两个单位栏文字相同：「{}」，可能是多印的一格，请核对原件。",
    "Two unit columns next to each other print the same words: “{}”; one may be a copy. Check the original.",
  ),
  UNIT_LINE_BROKEN: blocking(
    "单位栏中有一行前面没有分隔符，已接在上一行之后：「{}」。请核对单位名称是否被断开。",
    "A line of the unit cell has no mark before it and was taken as the rest of the line above: “{}”. Check whether a name was broken.",
  ),
  CELLS_RUN_TOGETHER: blocking(
    "各单位格连在一起（「{}」），无法确定哪些是牵头单位，已都按责任单位读入，请核对。",
    "The unit cells run together (“{}”), so that which of them lead cannot be told; all were read as responsible. Check the original.",
  ),
  ROWS_LEFT_OUT: blocking(
    "此处另有至少 {} 行也像任务，按所采用的读法未读入，请核对；若确是任务，请分成单独的文件导入。",
    "At least {} more rows here look like tasks and were left out by the reading that was taken. Check them, and import them as a file of their own if they are.",
  ),
  TIMES_KEPT_ONLY: notice(
    "表中有几个时间栏，只按完成的一栏读入时限；「{}」只保留原文。",
    "The table has several columns of times; only the one of completion was read as the deadline, and “{}” is only kept as printed.",
  ),
  TRUNCATED_LAST_ROW: notice(
    "文件在最后一行中断，缺少行末分隔符；该行已读入。",
    "The file stops within its last row, without the closing marks; the row was read.",
  ),
  FORM_IGNORED: notice(
    "表后附有空白填报表，不作为任务读入。",
    "A blank reporting form follows the table; it was not read as tasks.",
  ),
  OWN_EXPORT: notice(
    "本文件是台账导出的计划（{}），只读入原通知印出的各栏；办理情况各栏和留痕未读入。",
    "This file is a plan that the ledger exported ({}); only the columns that its notice prints were read, and neither those of the ledger nor the history.",
  ),
  TABLE_LEFT_OUT: notice(
    "另有一张表不是任务表，未读入（表头：{}）。",
    "A further table is not about tasks and was not read (its header: {}).",
  ),
  TOTALS_LEFT_OUT: notice(
    "合计一类的行不是任务，未读入：「{}」。",
    "A row of totals is no task and was not read: “{}”.",
  ),
  AIMS_BY_PERIOD: notice(
    "「{}」各栏是分期目标，已依次并入工作要求；各期的时间没有读成完成时限，原栏可查。",
    "The columns “{}” say what is aimed at in each period; they were read as requirements in this order, and none of the periods as a deadline.",
  ),
  ROW_MAY_CONTINUE: blocking(
    "本行只有任务文字，没有编号、单位和时限，可能是上一行跨页的续文；已另列为一项，若属上一项请合并。请对照原件核对。",
    "This row holds the words of a task and nothing else, neither number nor unit nor deadline; it may be the rest of the row above, cut by a page. It was read as a task of its own. Check the original.",
  ),
  REQUIREMENT_ABOVE: notice(
    "工作要求与上方的任务合并一格（「{}」），只记在上方的任务下。",
    "The requirement is merged with that of the task above (“{}”) and kept with that task only.",
  ),
  TASK_COLUMN_ASSUMED: blocking(
    "没有一栏的表头认得出是任务，已把「{}」一栏读作任务；若任务在别的栏，请更正表头再导入。",
    "No header says which column holds the tasks; “{}” was read as that column. Correct the header and import again if the tasks stand elsewhere.",
  ),
  COLUMN_UNNAMED: blocking(
    "有一栏没有表头，该栏只保留原文（如「{}」）；表头可能漏了一格，请对照原件核对各栏，必要时补上表头再导入。",
    "A column has no header and is only kept as printed (such as “{}”). A word of the header may be missing. Check the columns with the original; complete the header and import again if need be.",
  ),
  CELLS_BY_CONTENT: notice(
    "各单元格之间没有分隔符，按内容逐行归位；导入保留表格的文件（docx、xlsx、网页）更可靠。",
    "Nothing separates the cells; each line was placed by its content. A file that keeps the table (docx, xlsx, web page) is read more reliably.",
  ),
  PARAGRAPH_ASSUMED: blocking(
    "「{}」前面没有分隔符，按上一格的续段读入；也可能是另一格或另一项任务，请对照原件核对。",
    "Nothing separates “{}” from the line above; it was read as a further paragraph of that cell. Check the original: it may be a cell or a task of its own.",
  ),
  COLUMN_UNKNOWN: notice(
    "表头「{}」含义不明，该列只保留原文。",
    "The header “{}” is not known; its column is only kept as printed.",
  ),
  PARAGRAPHS_LEFT_OUT: notice(
    "以下段落没有写明责任单位，未作为任务读入：{}。",
    "These paragraphs name no units and were not read as tasks: {}.",
  ),
  PARAGRAPH_WITHOUT_UNITS: blocking(
    "「{}」与各项任务并列，却没有写明责任单位，未作为任务读入；请对照原件核对是否漏印单位。",
    "“{}” stands among the tasks but names no units, so it was not read as a task. Check the original: its units may be missing.",
  ),
  CONTACTS_LEFT_OUT: notice(
    "责任人和联系方式不读入任务（{}）。",
    "Persons and their contacts are not read into the tasks ({}).",
  ),
  PERSONAL_NUMBERS_HIDDEN: notice(
    "电话、证件等号码已隐去，不读入任务（第 {} 行）。",
    "Telephone and other numbers of persons were hidden and not read into the tasks (lines {}).",
  ),
  CLAUSE_IN_TEXT: blocking(
    "任务文字中间写有单位，仍作为正文保留：「{}」。请核对这些单位是否承担本任务。",
    "Units stand within the text of the task and were kept as text: “{}”. Check whether these units carry out the task.",
  ),
  TEXT_AFTER_UNITS: blocking(
    "责任单位之后还有文字，已并入任务正文：「{}」。请核对它是否属于本任务。",
    "Words follow the units and were read as part of the task: “{}”. Check whether they belong to it.",
  ),
  UNITS_TWICE: blocking(
    "同一任务两次写明单位：「{}」。请核对其中一处是否属于另一项任务。",
    "One task names its units twice: “{}”. Check whether one of them belongs to another task.",
  ),
  BRACKET_MISSING: blocking(
    "写明单位的括号不成对：「{}」。请对照原件核对单位是否完整。",
    "A bracket around the units is missing: “{}”. Check in the original whether the units are complete.",
  ),
  CLAUSE_BROKEN: blocking(
    "单位或时限在中间换行：「{}」。请对照原件核对名称和日期是否完整。",
    "The units or the deadline run over two lines: “{}”. Check in the original whether the names and days are complete.",
  ),
  UNITS_ABOVE_TASKS: blocking(
    "「{}」之下另有写明单位的任务，它本身也写有单位，已另列为一项任务；若只是标题，请删去。",
    "“{}” has tasks of its own below it and names units too; it was read as a task besides. Correct it if it is only a heading.",
  ),
  UNITS_FOR_WHOLE_LIST: blocking(
    "「{}」之下只有最后一条写有单位，已作为整项任务的单位读入；若只属于最后一条，请更正。",
    "Below “{}” only the last paragraph names units; they were read as those of the whole task. Correct it if they belong to the last paragraph only.",
  ),
  SUBITEM_SKIPPED: blocking(
    "任务内各条的编号不连续（{}），可能缺少条目，请核对原件。",
    "The numbers within the task do not run on ({}); an item may be missing. Check the original.",
  ),
  HEADINGS_TOO_DEEP: notice(
    "标题多于两级，「{}」未单独列为标题。",
    "There are more than two levels of headings; “{}” was not kept as one.",
  ),
  CELL_WITHOUT_TASK: blocking(
    "单位格「{}」之前没有任务文字，已并入上一项任务。请核对原件其间是否漏印一项任务。",
    "The units “{}” stand below no task of their own and were read as those of the task above. Check whether a task between them is lost.",
  ),
  UNITS_IN_OTHER_COLUMN: blocking(
    "「{}」是单位名称，却印在任务或要求一栏，未作为单位读入，表头可能少一栏。请对照原件补列单位。",
    "“{}” are units in the column of tasks or requirements, and were not read as units; a column head may be lost. Add them from the original.",
  ),
  HEADER_WORD_REPEATED: blocking(
    "表头「{}」印了不止一次，各栏可能错位。请对照原件核对各行的单位。",
    "The head “{}” is printed more than once, and the columns may be misplaced. Check the units of the rows with the original.",
  ),
  LABEL_MISSING: notice("其他任务大多写有「{}」，本任务没有。", "Most other tasks have “{}”; this one does not."),
  // The covering notice.
  TITLE_MISSING: notice("表格没有标题。", "The table has no title."),
  TITLE_DIFFERS: notice(
    "通知所称的名称与表格标题不一致：「{}」。",
    "The notice calls the table by another name than its title: “{}”.",
  ),
  TWO_DATES: notice(
    "落款日期与页面信息中的日期不一致（后者为 {}），以落款为准。",
    "The day signed and the day in the page metadata differ (the latter is {}); the day signed was taken.",
  ),
  TWO_ISSUERS: notice("发布机构与落款机关不一致：「{}」。", "The printed issuer and the signature differ: “{}”."),
  // Headings.
  HEADING_REPEATED: notice(
    "换页后重复印出的标题，未另立：「{}」。",
    "A heading printed again after a page break; nothing was opened: “{}”.",
  ),
  HEADING_RENUMBERED: blocking(
    "同一标题换页后编号不同（{}），已并入前一标题；若是另一标题，请更正。",
    "The same heading carries another number after a page break ({}); it was joined to the earlier one. Correct it if it is another.",
  ),
  HEADING_SKIPPED: blocking(
    "标题编号不连续（{}），可能缺少标题，请核对原件。",
    "The numbers of headings do not run on ({}); a heading may be missing. Check the original.",
  ),
  // Rows and numbers.
  TASKS_NOT_NUMBERED: notice(
    "任务没有编号，按出现顺序计行。",
    "The tasks carry no numbers; rows are counted in order.",
  ),
  NUMBER_MISSING: notice("本行任务没有编号。", "The task of this row carries no number."),
  NUMBER_REPEATED: blocking(
    "任务编号 {} 出现不止一次，请核对原件。",
    "The task number {} occurs more than once. Check the original.",
  ),
  NUMBER_SKIPPED: blocking(
    "任务编号不连续（{}），可能缺行，请核对原件。",
    "The task numbers do not run on ({}); a row may be missing. Check the original.",
  ),
  TABLE_REPEATED: blocking(
    "自本行起的任务与第 {} 行起的相同，同一张表可能印了两次。请删去重复的一份再导入。",
    "From this row on the tasks are those from row {} on; the same table may be printed twice. Correct the file by leaving one of them out.",
  ),
  TASK_REPEATED: blocking(
    "本行任务与第 {} 行相同，可能是多印的一行，请核对原件。",
    "The task of this row is the same as in row {}; it may be a copy. Check the original.",
  ),
  ROW_CONTINUED: blocking(
    "本行条目编号接续上一行，但单位不同，已分列并建立关联；若实为一项，请更正。",
    "The items of this row go on from the row before, under other units; the rows were kept apart and linked. Correct it if they are one task.",
  ),
  ROWS_JOINED: blocking(
    "换页后的续行与上一行单位相同，已合并为一项任务（条目 {}）；若实为两项，请更正。",
    "The row goes on from the row before, under the same units; both were joined into one task (items {}). Correct it if they are two.",
  ),
  ITEM_NUMBER_SKIPPED: blocking(
    "条目编号从 {} 开始，与上一行不衔接，可能缺少条目，请核对原件。",
    "The items start at {}, which does not follow the row before; items may be missing. Check the original.",
  ),
  ITEM_NUMBER_GAP: blocking(
    "同一单元格内条目编号不连续（{}），可能缺少条目，请核对原件。",
    "The items of one cell do not run on ({}); an item may be missing. Check the original.",
  ),
  PARAGRAPH_REPEATED: notice("同一段文字连续印了两次：「{}」。", "A paragraph is printed twice in a row: “{}”."),
  ITEMS_RESTART: notice(
    "同一单元格内条目编号又从 1 开始，其间未编号的段落属于后一组。",
    "Within one cell the items start again at 1; the unnumbered paragraph between belongs to the later ones.",
  ),
  // Units.
  NO_UNIT: blocking("本任务没有读到任何单位，请补上。", "No unit was read for this task. Add it."),
  BLANK_LEAD: notice(
    "牵头单位一栏空白，按无牵头单位读入。",
    "The lead column is blank; the task was read as having no lead.",
  ),
  BLANK_LEAD_DOUBTFUL: blocking(
    "牵头单位一栏空白，也可能与上一行合并（「{}」）；按无牵头单位读入，请核对。",
    "The lead column is blank but might be merged with the row above (“{}”); the task was read as having no lead. Check the original.",
  ),
  BLANK_RESPONSIBLE: notice(
    "责任单位一栏空白，由牵头单位独自承担。",
    "The responsible column is blank: the lead acts alone.",
  ),
  BLANK_RESPONSIBLE_DOUBTFUL: blocking(
    "责任单位一栏空白，但未必无责任单位：{}。按牵头单位独自承担读入，请核对。",
    "The responsible column is blank, yet there may be responsible units: {}. The lead was read as acting alone. Check the original.",
  ),
  MERGED_CELL_INHERITED: notice(
    "合并单元格，沿用上方的内容：「{}」。",
    "A merged cell: what is printed above applies here too: “{}”.",
  ),
  MERGED_COLUMN_ASSUMED: blocking(
    "此处起有单位单元格未印出，按「{}」一栏合并读入；若合并的是另一栏，请更正。",
    "From here a unit cell is not printed; the column “{}” was taken to be merged. Correct it if it is the other one.",
  ),
  OTHER_LEVEL_UNIT: blocking(
    "「{}」与本表其他单位不是同一级政府，可能是笔误，请核实。",
    "“{}” is of another level of government than the other units of the table; it may be a slip. Settle which unit is meant.",
  ),
  DANGLING_SEPARATOR: blocking(
    "单位之间有多余的分隔符，可能漏印单位：「{}」。请核对原件。",
    "A separator stands without a unit; a name may be missing: “{}”. Check the original.",
  ),
  UNCLEAR_REACH: blocking(
    "「{}」末尾的词语管到哪里不清楚，可能只限定最后一个单位，也可能限定全部，请核实。",
    "How far the last words of “{}” reach is unclear: they may qualify the last unit only, or all of them. Settle which.",
  ),
  UNIT_NOT_RECOGNISED: blocking(
    "「{}」不像单位名称，已照原文作为单位读入，请核对。",
    "“{}” does not look like a unit; it was read as one, as printed. Check it.",
  ),
  UNITS_WRITTEN_TOGETHER: blocking(
    "「{}」可能是连写的几个单位，已作为一个单位读入，请核对并拆分。",
    "“{}” may be several units written together; it was read as one. Check it and divide it.",
  ),
  GROUP_REMARK: blocking(
    "「{}」括号里的话改变这组单位的范围，已按括号前的名称读入，请核实所指单位后列明。",
    "The words in brackets of “{}” change whom the group means; it was read by the name before them. Settle which units are meant.",
  ),
  UNITS_FROM_HEADING: notice(
    "本任务的单位取自上方的标题「{}」，标题没有写明牵头的按责任单位读入；若该单位不承担本任务，请更正。",
    "The units of this task come from the heading “{}” above it, and are responsible unless it says that they lead. Correct it if they do not carry out this task.",
  ),
  UNITS_FROM_OPENING: notice(
    "本任务开头写着「{}」，已作为本任务的单位读入，没有写明牵头的按责任单位读入；若该单位不承担本任务，请更正。",
    "The task opens with “{}”, which was read as its units, responsible unless it says that they lead. Correct it if they do not carry it out.",
  ),
  UNITS_FROM_LINE_ABOVE: notice(
    "本任务的单位写在上方标题处（「{}」），按适用于其下各条读入；若标题与其下各条合为一项任务，请更正。",
    "The units of this task stand at the heading above it (“{}”) and were read as those of each paragraph below. Correct it if the heading and its paragraphs are one task.",
  ),
  ITEMS_MAY_BE_TASKS: blocking(
    "「{}」之下编号各条没有另写单位，按本任务的条目读入；若各条各是一项任务，请更正。",
    "The numbered paragraphs below “{}” name no units of their own and were read as its items. Correct it if each of them is a task.",
  ),
  UNITS_FROM_REMARK: notice(
    "本任务的有关单位取自统管各项任务的一句：「{}」；若该句不管本任务，请更正。",
    "Units of this task come from a sentence about many tasks: “{}”. Correct it if the sentence does not speak of this one.",
  ),
  UNITS_OF_REMARK_DIFFER: blocking(
    "文中另有一句指定各项任务的牵头单位（「{}」），与本任务自己写明的牵头单位不同，已按本任务所写读入，请核对。",
    "A sentence about many tasks names another lead (“{}”) than this task does, which keeps its own. Settle who leads.",
  ),
  GROUP_DEPENDS_ON_ROW: blocking(
    "「{}」指哪些单位要看本任务的其他单位，请核实后列明。",
    "Which units “{}” means depends on the other units of the task. Settle which they are.",
  ),
  LEAD_MARK_LOST: blocking(
    "「{}」说明牵头单位另有标记，但标记未能读到，请对照原件指定牵头单位。",
    "“{}” says that the lead is marked in print, and the mark cannot be read. Check the original and name the lead.",
  ),
  HELP_UNCLEAR: blocking(
    "「{}」按前者配合后者、后者牵头读入；也可能是两者共同承担，或后者配合前者，请核对。",
    "“{}” was read as the first helping the second, who leads; both may share the task, or the second may help the first. Check the original.",
  ),
  PERSON_IN_UNIT_CELL: notice(
    "单位栏中有人名或职务，未作为单位读入，请核对单位是否齐全。",
    "The unit cell holds the name or office of a person, which was not read as a unit. Check that no unit is missing.",
  ),
  UNIT_REMARK: notice(
    "「{}」附有说明，可能限定该单位承担的部分；单位按名称读入，说明只保留原文，分工时请留意。",
    "A remark in “{}” may limit the part of that unit; the unit was read by its name, and the remark is only kept as printed.",
  ),
  OPEN_LIST: notice("单位名单以「等」结尾，未列尽：「{}」。", "The list of units is open (等): “{}”."),
  PROSE_IN_UNIT_CELL: notice("单位栏中有叙述文字：「{}」。", "The unit cell holds prose: “{}”."),
  MIXED_SEPARATORS: notice("单位之间的分隔符不一致：{}。", "The units are divided by different separators: {}."),
  LEVEL_CARRIED: notice(
    "名单只在前面的名称中写明级别，后一名称按承接该级别读入（「{}」）；若不是同一单位，请更正。",
    "The list prints the level of government with an earlier name; the name without it was read as the full one (“{}”). Correct it if another unit is meant.",
  ),
  LEVEL_MIXED: notice(
    "同一名单中有的单位写明级别，「{}」没有写，已按原文读入；请核对是否同级单位。",
    "The list prints the level of government with some names and not with “{}”, which was read as printed. See whether they are of that level too.",
  ),
  NAME_VARIANT: notice("疑为同一单位的两种写法：「{}」。", "Probably two spellings of one unit: “{}”."),
  NAME_CUT_SHORT: notice(
    "只有本行印有前一个名称，它像是漏了几个字（对照后一个）：「{}」。请核对原件。",
    "Only this row prints the first of these names, which looks like the second with characters lost: “{}”. Check the original.",
  ),
  GROUP_AS_LEAD: notice("牵头单位一栏是一组单位：「{}」。", "The lead column holds a group of units: “{}”."),
  UNIT_NAMED_IN_TEXT: notice(
    "任务文字点名由「{}」承担，与单位栏不一致。",
    "The text of the task puts “{}” in charge, which is not what the unit cells say.",
  ),
  GUIDANCE_UNNAMED: notice("「{}」未写明由哪个单位指导。", "“{}” does not name the unit that guides."),
  OTHER_LEVEL_IN_TEXT: notice(
    "任务文字提到另一类政府（「{}」），可能是沿用范本的文字。",
    "The text speaks of another kind of government (“{}”); it may be left over from a model text.",
  ),
  // Deadlines and clocks.
  YEAR_OF_ISSUE: blocking(
    "计划名称没有年份，未印年份的日期按印发之年读入：{}。请核对。",
    "The name of the plan has no year; dates without one were read as of the year of issue: {}. Check them.",
  ),
  YEAR_OF_PLAN: notice(
    "有日期未印年份，按计划年度读入：{}。",
    "Some days are printed without a year and were read with that of the plan: {}.",
  ),
  DEADLINE_NOT_READ: notice("完成时限「{}」未能读成日期。", "The deadline “{}” could not be read as a day."),
  DEADLINE_YEAR_MISSING: notice(
    "「{}」未印年份，计划也没有年度，未能读成日期。",
    "“{}” prints no year and the plan has none either; it was not read as a day.",
  ),
  DEADLINE_YEAR_GUESSED: blocking(
    "「{}」的年份是推定的（只印两位，或沿用前面的年份），请对照原件核对。",
    "The year of “{}” was guessed (two digits only, or a year printed elsewhere). Check the original.",
  ),
  DEADLINE_NO_SUCH_DAY: notice(
    "「{}」在日历上不存在，未读成日期，请核对原件。",
    "The calendar has no such day as “{}”; it was not read. Check the original.",
  ),
  DEADLINE_SEVERAL_DATES: notice(
    "完成时限「{}」有不止一个日期，取最后一个。",
    "The deadline “{}” holds several dates; the last was taken.",
  ),
  DEADLINE_DAYS_LISTED: notice(
    "完成时限「{}」列有几个日期，已全部保留，以最后一个为期。",
    "The deadline “{}” lists several days; all were kept, and the last is the one that counts.",
  ),
  DEADLINE_AND_ONGOING: notice(
    "完成时限「{}」既有日期，又要求持续进行，两者都已保留。",
    "The deadline “{}” prints a day and that the work goes on; both were kept.",
  ),
  DEADLINE_IS_START: notice(
    "「{}」写有开始的时间，该时间不作为完成时限。",
    "“{}” says when something begins; that is no day on which it is due.",
  ),
  DEADLINE_OF_START: notice(
    "「{}」可能是启动或实施的时间，未必是完成的时限。",
    "“{}” may say when something begins rather than by when it must be done.",
  ),
  DEADLINE_BY_EVENT: notice(
    "「{}」以节日、季节或某项活动为准，读不出具体日期。",
    "“{}” goes by a feast, a season or an occasion, which names no day.",
  ),
  DEADLINE_AT_ONCE: notice("「{}」要求立即办理，没有具体日期。", "“{}” asks for it at once and names no day."),
  DEADLINE_RECURS: notice(
    "「{}」是周期性的时限，未读成某一天。",
    "“{}” comes back each period and was not read as one day.",
  ),
  DEADLINE_DONE: notice("完成时限一栏称已经完成：「{}」。", "The deadline column says that it is done already: “{}”."),
  DEADLINE_PARTLY_READ: notice(
    "完成时限「{}」中还有未读懂的时间。",
    "The deadline “{}” holds a time that was not understood, beside the day that was read.",
  ),
  DEADLINE_UNCLEAR: notice(
    "完成时限「{}」是否含所写的月份或季度不清楚，按包含读入。",
    "Whether “{}” includes the month or quarter named is unclear; it was read as included.",
  ),
  BLANK_DEADLINE_DOUBTFUL: blocking(
    "完成时限一栏空白，也可能与上一行合并（「{}」）；按无时限读入，请核对。",
    "The deadline column is blank but might be merged with the row above (“{}”); the task was read as having none. Check the original.",
  ),
  DEADLINE_SIGN_MISSING: notice(
    "「{}」没有印「月」字，按月份读入，数字可能也有缺漏，请核对原件。",
    "“{}” does not print 月; its number was read as a month, and a figure may be lost too. Check the original.",
  ),
  DEADLINE_YEAR_ALONE: notice(
    "「{}」只印年份，按年底读入，其他任务大多印有月份，请核对原件是否漏印。",
    "“{}” prints only a year, whose end was taken, while most other tasks print a month. Check whether it is lost.",
  ),
  BLANK_DEADLINE: notice("完成时限一栏空白。", "The deadline column is blank."),
  DEADLINE_FROM_ISSUE: notice(
    "「{}」从印发之日起算，计划印发时定为某日；印发当日不计入。",
    "“{}” counts from the issue of the notice, whose own day does not count; it becomes a day when the plan is issued.",
  ),
  DEADLINE_WORKING_DAYS: notice(
    "「{}」按工作日计算，台账没有当年的工作日历，不能定为某日，照原文保留；可在印发后由办公室修改任务填入。",
    "“{}” counts working days, of which the ledger keeps no calendar: it stays as printed. Once the plan is issued, the office can enter the day by amending the task.",
  ),
  RELATIVE_DEADLINE: notice("「{}」从某件事起算，不是固定日期。", "“{}” counts from an event and is no fixed day."),
  DUE_BEFORE_ISSUE: notice("「{}」不晚于印发之日。", "“{}” is on or before the day of issue."),
  DUE_BEFORE_PLAN: notice("「{}」早于计划年度，请核对年份。", "“{}” is of a year before the plan's. Check the year."),
  CADENCE_WITHOUT_PERIOD: notice("「{}」没有写明周期。", "“{}” names no period."),
  // The wording.
  TEXT_ENDS_OPEN: notice("任务文字似未说完：「{}」。", "The text of the task seems unfinished: “{}”."),
  NO_FULL_STOP: notice("任务文字末尾没有句号。", "The text of the task ends without a full stop."),
  COLON_LABEL: notice(
    "任务文字以「{}」开头，作为正文保留。",
    "The text opens with the label “{}”, which was kept as text.",
  ),
  PATH_UNLABELLED: notice(
    "文中有未标明的公开路径：「{}」。",
    "The text holds a publication path without a label: “{}”.",
  ),
} as const satisfies Record<string, Entry>;

export type WarningCode = keyof typeof WARNINGS;

/** Something to warn about: what, where, and the printed words that raise it. */
export interface Finding {
  readonly code: WarningCode;
  readonly row: number | null;
  readonly lines: [number, number] | null;
  readonly words?: string;
}

/** The most printed words a sentence quotes. */
const QUOTED = 60;

/** The warning as the draft keeps it, in Chinese and English. */
export function toWarning({ code, row, lines, words = "" }: Finding): DraftWarning {
  const { severity, zh, en } = WARNINGS[code];
  const quoted = words.length > QUOTED ? `${words.slice(0, QUOTED)}…` : words;
  const said = (sentence: string) => sentence.replaceAll("{}", () => quoted);
  const sentence = { zh: said(zh), en: said(en) };
  return { code, severity, message: inBoth(sentence), sentence, row, lines };
}
