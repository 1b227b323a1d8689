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

/** KEYS: checkpoint, docs, index. ARGV: lowest and highest member, the most. Answers { position, stopped, members, docs }. */
const list = `${live}${docsOf}
local members = redis.call("ZRANGEBYLEX", KEYS[3], ARGV[1], ARGV[2], "LIMIT", 0, ARGV[3])
local keys = {}
for i, member in ipairs(members) do keys[i] = string.match(member, "%z([^%z]*)$") end
return { at[1], at[2], members, docsOf(KEYS[2], keys) }
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

/**
 * Commits to each model that is still at the position `from`, and leaves the others unchanged.
 *
 * KEYS: for each model checkpoint, docs, names of indexes, versions. ARGV: for each model from, position, stopped, live,
 * log, version, prefix of the indexes, and then four lists, each with its length before it: documents (key, text, …), keys
 * of deleted documents, and, by index, the members to remove (name, length, members) and those to add (name, length, 0,
 * member, …). Answers for each model 1 if its changes were committed, else 0.
 */
const commit = `
local arg = 1
local function nextArg()
  arg = arg + 1
  return ARGV[arg - 1]
end
-- Gives the next list to the work, in pieces.
local function nextList(work)
  local first = arg + 1
  arg = first + tonumber(ARGV[arg])
  for start = first, arg - 1, 1000 do work(unpack(ARGV, start, math.min(start + 999, arg - 1))) end
end
local done = {}
for key = 1, #KEYS, 4 do
  local checkpoint, docs, names, versions = KEYS[key], KEYS[key + 1], KEYS[key + 2], KEYS[key + 3]
  local from, position, stopped, live, log = nextArg(), nextArg(), nextArg(), nextArg(), nextArg()
  local version, prefix = nextArg(), nextArg()
  local at = redis.call("HMGET", checkpoint, "position", "live")
  local isThere = (at[1] or "") == from
  local function call(...) return isThere and redis.call(...) end
  nextList(function(...) call("HSET", docs, ...) end)
  nextList(function(...) call("HDEL", docs, ...) end)
  for _ = 1, tonumber(nextArg()) do
    local name = nextArg()
    nextList(function(...) call("ZREM", prefix .. name, ...) end)
    if call("EXISTS", prefix .. name) == 0 then call("SREM", names, name) end
  end
  for _ = 1, tonumber(nextArg()) do
    local name = nextArg()
    nextList(function(...) call("ZADD", prefix .. name, ...) end)
    call("SADD", names, name)
  end
  if isThere then
    if at[2] == "1" then live = "1" end
    redis.call("HSET", checkpoint, "position", position, "stopped", stopped, "live", live, "log", log)
    redis.call("SADD", versions, version)
  end
  table.insert(done, isThere and 1 or 0)
end
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
