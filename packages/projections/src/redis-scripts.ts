// The Lua scripts that Redis runs for the views. Each reads or changes models in one step.
//
// KEYS names the keys of a model, except for its indexes: their keys are made from a prefix in ARGV, which has the same
// hash tag, so that all of them are in one slot of a cluster.

// A model that is not live gives no answer, because it would be empty or old.
const live = `
local at = redis.call("HMGET", KEYS[1], "position", "stopped", "live")
if at[3] ~= "1" then return false end
`;

// A Lua call takes a limited number of arguments, so long lists of keys are passed in pieces.
const docsOf = `
local function docsOf(hash, keys)
  local docs = {}
  for start = 1, #keys, 1000 do
    local part = redis.call("HMGET", hash, unpack(keys, start, math.min(start + 999, #keys)))
    for i = 1, #part do docs[start + i - 1] = part[i] end
  end
  return docs
end
`;

/** KEYS: checkpoint, docs. ARGV: document keys. Answers { position, stopped, docs }, or nil. */
const get = `${live}${docsOf}return { at[1], at[2], docsOf(KEYS[2], ARGV) }`;

/**
 * KEYS: checkpoint, docs, index. ARGV: lowest and highest member, the most, and where the index begins and where the page
 * before ends (both empty for the first page). Answers { position, stopped, members, docs, 1 if there is a page before }.
 */
const list = `${live}${docsOf}
local members = redis.call("ZRANGEBYLEX", KEYS[3], ARGV[1], ARGV[2], "LIMIT", 0, ARGV[3])
local keys = {}
for i, member in ipairs(members) do keys[i] = string.match(member, "%z([^%z]*)$") end
local before = ARGV[4] ~= "" and redis.call("ZLEXCOUNT", KEYS[3], ARGV[4], ARGV[5]) or 0
return { at[1], at[2], members, docsOf(KEYS[2], keys), math.min(before, 1) }
`;

/** KEYS: checkpoint, docs, index. Answers { position, stopped, count }. */
const count = `${live}return { at[1], at[2], redis.call("ZCARD", KEYS[3]) }`;

/**
 * KEYS: for each model checkpoint, docs. ARGV: for each model the number of document keys, then the keys. Answers for each
 * model { position, stopped, live, log, docs }; the first four are nil for a model that has no checkpoint.
 */
const look = `${docsOf}
local standings = {}
local arg = 1
for key = 1, #KEYS, 2 do
  local keys = {}
  for i = 1, tonumber(ARGV[arg]) do keys[i] = ARGV[arg + i] end
  arg = arg + 1 + #keys
  local at = redis.call("HMGET", KEYS[key], "position", "stopped", "live", "log")
  table.insert(standings, { at[1], at[2], at[3], at[4], docsOf(KEYS[key + 1], keys) })
end
return standings
`;

/** What the script `commit` is told of each model. Whatever it stores is text. */
export interface PackedCommit {
  /** The position that the model must be at; empty for none. */
  readonly from: string;
  readonly checkpoint: {
    readonly position: string;
    readonly stopped: string;
    readonly live: string;
    readonly log: string;
  };
  readonly version: string;
  /** What the keys of the model's indexes begin with. */
  readonly prefix: string;
  /** Key, text, key, text, … */
  readonly docs: readonly string[];
  /** The keys of deleted documents. */
  readonly gone: readonly string[];
  /** The members to remove, by index. */
  readonly left: ReadonlyMap<string, readonly string[]>;
  /** By index, the members to add, each after its score: 0, member, … */
  readonly taken: ReadonlyMap<string, readonly string[]>;
}

/**
 * Commits to each model that is still at the position `from`, and leaves the others unchanged.
 *
 * KEYS: for each model checkpoint, docs, names of indexes, versions. ARGV: the `PackedCommit` of each model, all together
 * as MessagePack, because thousands of arguments cost more. Answers for each model 1 if it was committed to, else 0.
 */
const commit = `
local function inPieces(list, work)
  for start = 1, #list, 1000 do work(unpack(list, start, math.min(start + 999, #list))) end
end
local function committed(to, checkpoint, docs, names, versions)
  local at = redis.call("HMGET", checkpoint, "position", "live")
  if (at[1] or "") ~= to.from then return 0 end
  inPieces(to.docs, function(...) redis.call("HSET", docs, ...) end)
  inPieces(to.gone, function(...) redis.call("HDEL", docs, ...) end)
  for name, members in pairs(to.left) do
    inPieces(members, function(...) redis.call("ZREM", to.prefix .. name, ...) end)
    if redis.call("EXISTS", to.prefix .. name) == 0 then redis.call("SREM", names, name) end
  end
  for name, members in pairs(to.taken) do
    inPieces(members, function(...) redis.call("ZADD", to.prefix .. name, ...) end)
    redis.call("SADD", names, name)
  end
  local is = to.checkpoint
  local live = at[2] == "1" and "1" or is.live
  redis.call("HSET", checkpoint, "position", is.position, "stopped", is.stopped, "live", live, "log", is.log)
  redis.call("SADD", versions, to.version)
  return 1
end
local done = {}
for at, to in ipairs(cmsgpack.unpack(ARGV[1])) do done[at] = committed(to, unpack(KEYS, 4 * at - 3, 4 * at)) end
return done
`;

/** KEYS: checkpoint, docs, names of indexes, versions, a key of earlier builds. ARGV: version, prefix of the indexes. */
const drop = `
for _, name in ipairs(redis.call("SMEMBERS", KEYS[3])) do redis.call("UNLINK", ARGV[2] .. name) end
redis.call("UNLINK", KEYS[1], KEYS[2], KEYS[3], KEYS[5])
redis.call("SREM", KEYS[4], ARGV[1])
return 1
`;

/** The scripts by name. */
export const scripts = { get, list, count, look, commit, drop };

/** The name of a script. */
export type ScriptName = keyof typeof scripts;
