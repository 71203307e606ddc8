# bash completion for the programs of nonmun. The options, commands and kinds of values
# are those that the programs tell with --help-json, so that they cannot disagree.

_nonmun() {
  local program=$1 cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  local -a command=()
  COMPREPLY=()
  if [[ ${program##*/} == nonmun-index ]]; then
    if ((COMP_CWORD == 1)); then
      COMPREPLY=($(compgen -W "$("$program" --help-json 2>/dev/null |
        sed -n 's/^{"\(name\|option\)":"\([^"]*\)".*/\2/p')" -- "$cur"))
      return
    fi
    command=("${COMP_WORDS[1]}")
  else
    # The first word may be a command, or one of a query.
    local commands
    commands=$("$program" --help-json 2>/dev/null | sed -n '/^"commands"/,/^]/s/^{"name":"\([^"]*\)".*/\1/p')
    if ((COMP_CWORD == 1)) && [[ $cur != -* ]]; then
      COMPREPLY=($(compgen -W "$commands" -- "$cur"))
      return
    fi
    ((COMP_CWORD > 1)) && [[ " "$commands" " == *[[:space:]]"${COMP_WORDS[1]}"[[:space:]]* ]] &&
      command=("${COMP_WORDS[1]}")
  fi
  # Each row of the table has a line of its own.
  local table row options= argument= choices=
  local pattern='^\{"option":"([^"]*)","letter":"([^"]*)","argument":"([^"]*)","choices":"([^"]*)"'
  table=$("$program" "${command[@]}" --help-json 2>/dev/null)
  while IFS= read -r row; do
    [[ $row =~ $pattern ]] || continue
    options+="${BASH_REMATCH[1]} "
    if [[ -n $prev && ($prev == "${BASH_REMATCH[1]}" || $prev == "${BASH_REMATCH[2]}") ]]; then
      argument=${BASH_REMATCH[3]} choices=${BASH_REMATCH[4]}
    fi
  done <<<"$table"
  if [[ -n $choices ]]; then
    COMPREPLY=($(compgen -W "$choices" -- "$cur"))
  elif [[ $argument == DIR ]]; then
    COMPREPLY=($(compgen -d -- "$cur"))
  elif [[ $argument == FILE ]]; then
    COMPREPLY=($(compgen -f -- "$cur"))
  elif [[ -n $argument ]]; then
    return
  elif [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$cur"))
  elif [[ ${table%%$'\n'*} =~ SOURCE|FILE ]]; then
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}
complete -o filenames -F _nonmun nonmun-search nonmun-serve nonmun-index
