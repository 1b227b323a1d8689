// The page at `/` 首页: what answers here, and where to go. It asks for no token and says nothing of any ledger.
import type { FastifyInstance } from "fastify";
import { type Language, languageOf } from "../language.ts";

interface Link {
  /** Null for what is no page to open. */
  readonly href: string | null;
  readonly shown: string;
  readonly about: string;
}

interface Words {
  readonly title: string;
  readonly about: string;
  readonly links: readonly Link[];
}

const link = (href: string, about: string): Link => ({ href, shown: href, about });
const plain = (shown: string, about: string): Link => ({ href: null, shown, about });

const words = (development: boolean): Readonly<Record<Language, Words>> => ({
  zh: {
    title: "台账",
    about: "政务任务分解计划的台账：从印发的任务表到最后一项销号，件件留痕。",
    links: [
      plain("POST /graphql", "查询和命令；订阅用同一地址的 WebSocket（graphql-transport-ws）"),
      plain("POST /import?name=…", "上传来文"),
      plain("POST /roster", "读取名录文件"),
      plain("GET /changes", "全部变更，逐条推送（server-sent events）"),
      plain("GET /export/…", "导出计划、台账、待办和填报表（xlsx、docx、csv）"),
      ...(development ? [link("/graphql", "接口浏览器，附接口文档")] : []),
      link("/health/ready", "运行状态"),
      link("/metrics", "运行指标"),
    ],
  },
  en: {
    title: "Taizhang 台账",
    about: "The standing ledger of a government office's task plans, from the printed table to the last sign-off.",
    links: [
      plain(
        "POST /graphql",
        "queries and mutations; subscriptions over a WebSocket at the same address (graphql-transport-ws)",
      ),
      plain("POST /import?name=…", "uploading a notice"),
      plain("POST /roster", "reading a roster file"),
      plain("GET /changes", "every change, as server-sent events"),
      plain("GET /export/…", "plans, ledgers, the review queue and reporting forms as xlsx, docx and csv"),
      ...(development ? [link("/graphql", "the explorer, with the documentation of the API")] : []),
      link("/health/ready", "whether all is well"),
      link("/metrics", "figures for monitoring"),
    ],
  },
});

const docs: Readonly<Record<Language, string>> = {
  zh: "说明书随程序分发：README.md、docs/actions.md（谁可以做什么）、docs/schema.graphql（接口定义）。",
  en: "The documentation comes with the program: README.md, docs/actions.md (who may do what), docs/schema.graphql (the API).",
};

function page(language: Language, { title, about, links }: Words): string {
  const items = links.map(({ href, shown, about: what }) => {
    const code = `<code>${shown}</code>`;
    return `<li>${href === null ? code : `<a href="${href}">${code}</a>`} ${what}</li>`;
  });
  return [
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title}</title>`,
    `<h1>${title}</h1><p>${about}</p>`,
    `<ul>${items.join("")}</ul><p>${docs[language]}</p></html>\n`,
  ].join("\n");
}

/** Adds `GET /`, in the language that is asked for. */
export function serveFrontPage(app: FastifyInstance, development: boolean): void {
  const said = words(development);
  const pages: Readonly<Record<Language, string>> = { zh: page("zh", said.zh), en: page("en", said.en) };
  app.get("/", async (request, reply) =>
    reply
      .headers({ vary: "accept-language", "content-security-policy": "default-src 'none'" })
      .type("text/html; charset=utf-8")
      .send(pages[languageOf(request)]),
  );
}
