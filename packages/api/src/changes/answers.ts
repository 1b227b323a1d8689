// Answers to subscriptions: a message of the feed is executed once, and written as JSON once, for all who ask the same of it.
import { over, type Supplied, type Supply, supplied, supplyOf } from "@taizhang/log";
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  Kind,
  visit,
} from "graphql";
import { LRUCache } from "lru-cache";
import { limits } from "../limits/limits.ts";

/** What a subscription gives, or why it does not begin. */
export type Subscribed = Supplied<ExecutionResult> | ExecutionResult;

/** The answers of a process. */
export interface Answers {
  /** As `subscribe` of graphql. The same message and the same question give the same object, where the message is shared. */
  subscribe(asked: ExecutionArgs): Promise<Subscribed>;
  /** An answer as JSON, in bytes. */
  jsonOf(answer: object): Buffer;
  /** True of an answer that is kept for others. */
  keeps(answer: object): boolean;
}

/**
 * Makes answers. What a message holds was decided by whoever made it, for all who are given that very object: executing it
 * cannot ask who reads. Only those that were made last are kept, for others who are told of them in the same moments, and only
 * to messages that others are given as well: of a history that somebody goes over alone, keeping them would be garbage that
 * outlives two collections.
 */
export function answers(isShared: (message: object) => boolean): Answers {
  /** The answers to each message by the question, and those that are under way. */
  const known = new WeakMap<object, Map<string, ExecutionResult | Promise<ExecutionResult>>>();
  const kept = new LRUCache<ExecutionResult, () => void>({
    max: limits.keptAnswers.count,
    maxSize: limits.keptAnswers.bytes,
    sizeCalculation(_forget, answer) {
      const json = jsonOf(answer);
      written.set(answer, json);
      return json.length;
    },
    dispose: (forget) => forget(),
  });
  const written = new WeakMap<object, Buffer>();
  const questionOf = questions();

  function jsonOf(answer: object): Buffer {
    const known = written.get(answer);
    if (known) return known;
    return Buffer.from(JSON.stringify(answer));
  }

  function answersTo(message: object): Map<string, ExecutionResult | Promise<ExecutionResult>> {
    const before = known.get(message);
    if (before) return before;
    const none = new Map<string, ExecutionResult | Promise<ExecutionResult>>();
    known.set(message, none);
    return none;
  }

  return {
    jsonOf,
    keeps: (answer) => written.has(answer),
    async subscribe(asked) {
      const messages = await createSourceEventStream(asked);
      if (!(Symbol.asyncIterator in messages)) return messages;
      const question = questionOf(asked);
      const { schema, document, operationName, variableValues } = asked;

      function executed(rootValue: object): ExecutionResult | Promise<ExecutionResult> {
        return execute({ schema, document, operationName, variableValues, contextValue: nobodys, rootValue });
      }

      function answerTo(told: unknown): ExecutionResult | Promise<ExecutionResult> {
        const message = Object(told);
        if (!isShared(message)) return executed(message);
        const all = answersTo(message);
        const before = all.get(question);
        if (before) return before;
        const forget = () => void all.delete(question);

        function keep(made: ExecutionResult): ExecutionResult {
          if (made.errors) {
            forget();
            return made;
          }
          all.set(question, made);
          kept.set(made, forget);
          return made;
        }

        const making = executed(message);
        if (!(making instanceof Promise)) return keep(making);
        const made = making.then(keep, (error) => {
          forget();
          throw error;
        });
        all.set(question, made);
        return made;
      }

      return supplied(answered(supplyOf(messages), answerTo));
    },
  };
}

/** The context in which messages are executed: it knows nobody, so that nothing in an answer can depend on who asks first. */
const nobodys = {
  at: () =>
    new Proxy(
      {},
      {
        get(_target, name) {
          // Whether it is a promise, the library asks of whatever it passes on.
          if (name === "then") return undefined;
          throw new Error(`a field of a message of \`changes\` asks for ${String(name)}: that must be in the message`);
        },
      },
    ),
};

/** The answers to messages. Nothing is awaited that is there: this runs for every delivery. */
function answered(
  messages: Supply<unknown>,
  answerTo: (message: unknown) => ExecutionResult | Promise<ExecutionResult>,
): Supply<ExecutionResult> {
  let made: ExecutionResult | null = null;

  function keep(answer: ExecutionResult): void {
    made = answer;
  }

  return {
    take() {
      if (made) {
        const answer = made;
        made = null;
        return answer;
      }
      const message = messages.take();
      if (message === over || message instanceof Promise) return message;
      const answer = answerTo(message);
      return answer instanceof Promise ? answer.then(keep) : answer;
    },
    leave: messages.leave,
  };
}

/** Numbers objects, each for as long as it lives. */
function numbering(): (thing: unknown) => number {
  const numbers = new WeakMap<object, number>();
  let last = 0;
  return (thing) => {
    const known = numbers.get(Object(thing));
    if (known !== undefined) return known;
    last += 1;
    numbers.set(Object(thing), last);
    return last;
  };
}

/** Gives a function that tells questions apart: by their document, their operation, and those variables that matter to the answer. */
function questions(): (asked: ExecutionArgs) => string {
  const numberOf = numbering();
  const used = new WeakMap<DocumentNode, readonly string[]>();
  return ({ document, operationName, variableValues }) => {
    const names = used.get(document) ?? variablesOfAnswer(document);
    used.set(document, names);
    const values = names.map((name) => variableValues?.[name]);
    return JSON.stringify([numberOf(document), operationName, values]);
  };
}

/** The variables of a document that say what is shown. Those that say which messages are wanted have done so at the start. */
function variablesOfAnswer(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Field: {
      enter({ name, directives = [], selectionSet }) {
        if (name.value !== "changes") return undefined;
        for (const each of [...directives, ...(selectionSet ? [selectionSet] : [])]) collect(each);
        return false;
      },
    },
    Variable: ({ name }) => void names.add(name.value),
  });
  return [...names].sort();

  function collect(node: Parameters<typeof visit>[0]): void {
    visit(node, { [Kind.VARIABLE]: ({ name }: { name: { value: string } }) => void names.add(name.value) });
  }
}
