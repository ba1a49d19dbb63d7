#!/usr/bin/env bash
# The steps of action.yml: annotations in the log, SARIF in a file, Markdown in the job's summary. Exits as encore check.
set -u
encore=${ENCORE_COMMAND:-encore}
read -r -a paths <<< "${ENCORE_PATHS:-.}"
options=(--fail-on "${ENCORE_FAIL_ON:-warning}")
if [ -n "${ENCORE_BASELINE:-}" ]; then options+=(--baseline "$ENCORE_BASELINE"); fi

if [ -n "${ENCORE_SARIF:-}" ]; then
  $encore check "${options[@]}" --format sarif "${paths[@]}" > "$ENCORE_SARIF" 2> /dev/null
  echo "sarif=$ENCORE_SARIF" >> "${GITHUB_OUTPUT:-/dev/null}"
fi
$encore check "${options[@]}" --format markdown "${paths[@]}" >> "${GITHUB_STEP_SUMMARY:-/dev/null}" 2> /dev/null
$encore check "${options[@]}" --format github "${paths[@]}"
