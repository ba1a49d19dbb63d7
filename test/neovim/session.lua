-- One session of Neovim's own LSP client with `encore server --stdio`: what it shows at each step, as JSON.
-- Neovim 0.7 (Debian 12) and later. Run: nvim --headless --clean -l or -S session.lua; the environment names the rest.
local seen = {}

local function wait_for(what, condition)
  if not vim.wait(20000, condition, 20) then error(what .. ' did not come') end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

local function codes()
  local list = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local code = diagnostic.code or (diagnostic.user_data and diagnostic.user_data.lsp and diagnostic.user_data.lsp.code)
    local line = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, false)[1]
    table.insert(list, { code = code, at = line:sub(diagnostic.col + 1, diagnostic.end_col), message = diagnostic.message })
  end
  return list
end

local function has(code)
  for _, finding in ipairs(codes()) do
    if finding.code == code then return true end
  end
  return false
end

local function hover_at(word)
  local row = vim.fn.search('\\V' .. word, 'nw') - 1
  local line = vim.api.nvim_buf_get_lines(0, row, row + 1, false)[1]
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(),
    position = { line = row, character = line:find(word, 1, true) - 1 },
  }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', params, 5000) or {}
  return vim.fn.json_encode(answers)
end

local function cursor_on(word)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  assert(vim.fn.search('\\V' .. word, 'cW') > 0, word .. ' is not in the text')
end

local function run()
  vim.cmd('edit ' .. vim.env.ENCORE_RUBRIC)
  local exited = nil
  local id = vim.lsp.start_client({
    name = 'encore',
    cmd = { vim.env.ENCORE_NODE, vim.env.ENCORE_CLI, 'server', '--stdio' },
    root_dir = vim.fn.fnamemodify(vim.env.ENCORE_RUBRIC, ':h'),
    on_exit = function(code) exited = code end,
  })
  vim.lsp.buf_attach_client(0, id)

  wait_for('a finding', function() return has('high-entropy') end)
  seen.opened = codes()
  wait_for('the ratings of the file', function() return hover_at('no-weapons'):find('nats') ~= nil end)

  cursor_on('noisy')
  vim.lsp.buf.hover()
  wait_for('the hover', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        seen.hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
        vim.api.nvim_win_close(window, true)
        return true
      end
    end
    return false
  end)

  -- The menu of code actions: notes what is offered, takes the one that retires.
  vim.ui.select = function(items, options, choose)
    seen.actions = vim.tbl_map(options.format_item, items)
    for index, title in ipairs(seen.actions) do
      if title:match('[Rr]etire') then return choose(items[index], index) end
    end
    choose(nil)
  end
  local before = text()
  cursor_on('noisy')
  vim.lsp.buf.code_action()
  wait_for('the action\'s edit', function() return text() ~= before end)
  seen.retired = text()
  wait_for('the finding to go', function() return not has('high-entropy') end)
  vim.cmd('undo')
  seen.undone = text() == before
  wait_for('the finding to come back', function() return has('high-entropy') end)

  cursor_on('no-weapons')
  vim.lsp.buf.rename('no-arms')
  wait_for('the rename', function() return text():find('no%-arms') ~= nil end)
  seen.renamed = text()

  vim.lsp.stop_client(id)
  wait_for('the server\'s end', function() return exited ~= nil end)
  seen.exited = exited
end

local ok, problem = pcall(run)
if not ok then seen.problem = tostring(problem) .. '\n' .. text() end
local out = assert(io.open(vim.env.ENCORE_SEEN, 'w'))
out:write(vim.fn.json_encode(seen))
out:close()
vim.cmd('qall!')
