# bash completion for nonmun-search and nonmun-index. The options, commands and kinds of values are
# those of --help, so that they cannot disagree.

_nonmun() {
  local program=$1 cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  local -a command=()
  COMPREPLY=()
  if [[ ${program##*/} == nonmun-index ]]; then
    if ((COMP_CWORD == 1)); then
      local commands
      commands=$("$program" --help 2>/dev/null | sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p')
      COMPREPLY=($(compgen -W "$commands --help --version" -- "$cur"))
      return
    fi
    command=("${COMP_WORDS[1]}")
  fi
  local help takes=
  help=$("$program" "${command[@]}" --help 2>/dev/null)
  # What the option before the cursor takes: DIR, FILE, WHEN, ...
  if [[ $prev == -* ]]; then
    takes=$(sed -n "s/^ .*${prev} \([A-Z][A-Z]*\).*/\1/p" <<<"${help%%Fields:*}" | head -n 1)
  fi
  case $takes in
    DIR) COMPREPLY=($(compgen -d -- "$cur")) ;;
    FILE) COMPREPLY=($(compgen -f -- "$cur")) ;;
    WHEN) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")) ;;
    ORDER) COMPREPLY=($(compgen -W 'relevance votes date' -- "$cur")) ;;
    ?*) ;;
    *)
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$(sed -n 's/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p' <<<"$help")" -- "$cur"))
      elif [[ ${help%%$'\n'*} == *SOURCE* || ${help%%$'\n'*} == *FILE* ]]; then
        COMPREPLY=($(compgen -f -- "$cur"))
      fi
      ;;
  esac
}
complete -o filenames -F _nonmun nonmun-search nonmun-index
