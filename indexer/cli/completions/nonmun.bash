# bash completion for the programs of nonmun. The options, commands and kinds of values
# are those that the programs tell with --help-json, so that they cannot disagree; the words
# of a query are those of the index, as nonmun-search --suggest has them.

# Splits the line up to the cursor as the shell reads it, which COMP_WORDS does not: it is split at
# colons, and has the quotes. Sets words, without quotes; and of the last one what Readline
# will leave alone, as it replaces what is after a colon, an equals sign or an open quote.
_nonmun_split() {
  local line=$1 i c quote= word= started=
  words=() kept=
  for ((i = 0; i < ${#line}; i++)); do
    c=${line:i:1}
    if [[ -z $quote && $c == [[:space:]] ]]; then
      [[ -n $started ]] && words+=("$word")
      word= started= kept=
      continue
    fi
    started=1
    if [[ $c == "\\" && $quote != "'" && $((i + 1)) -lt ${#line} ]]; then
      ((++i))
      word+=${line:i:1}
    elif [[ -n $quote && $c == "$quote" ]]; then
      quote=
    elif [[ -z $quote && $c == [\"\'] ]]; then
      quote=$c kept=$word
    else
      word+=$c
      [[ -z $quote && $c == [:=] && $COMP_WORDBREAKS == *"$c"* ]] && kept=$word
    fi
  done
  # A quote after the colon of a field is for the value: author:"Tri D
  [[ -n $quote && $kept == *: ]] && word=$kept\"${word#"$kept"}
  words+=("$word")
}

# How the word under the cursor may go on, from the index that the line names.
_nonmun_query() {
  local program=$1 cur=$2 kept=$3 lead= text i
  local -a index=() texts=() fitting=()
  for ((i = 1; i < ${#words[@]} - 1; i++)); do
    case ${words[i]} in
      --similar | --open) return ;;
      --index) index=(--index "${words[i + 1]/#\~\//$HOME/}") ;;
      --index=*) text=${words[i]#*=} && index=(--index "${text/#\~\//$HOME/}") ;;
    esac
  done
  # What excludes or groups stays before the word.
  while [[ $cur == [-+!\(]* ]]; do
    lead+=${cur:0:1} cur=${cur:1}
  done
  [[ -n $cur ]] || return
  local typed=${cur,,}
  while IFS= read -r text; do
    texts+=("$text")
    i=${text//\"/}  # the names of authors come in quotes
    [[ ${i,,} == "${typed//\"/}"* ]] && fitting+=("$text")
  done < <("$program" "${index[@]}" --suggest -n 20 -- "$cur" 2>/dev/null)
  # Others are what half-typed Korean goes on to, and names of which the middle is typed.
  if ((${#fitting[@]})) || [[ $cur != *[!\ -~]* && $cur != *:* ]]; then
    texts=("${fitting[@]}")
  fi
  for text in "${texts[@]}"; do
    text=$lead$text
    [[ $text == "$kept"* ]] && COMPREPLY+=("${text#"$kept"}")
  done
  # Outside of a completion, as in tests, there are no options to set.
  if [[ $(printf %s "${COMPREPLY[@]}") != *[!-[:alnum:]:.,_+]* ]]; then
    compopt +o filenames 2>/dev/null  # nothing to quote, and no slash after the name of a folder
  fi
  if ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *: ]]; then
    compopt -o nospace 2>/dev/null  # the value of the field follows
  elif ((${#COMPREPLY[@]} > 1 && ${#fitting[@]} == 0)); then
    # Readline would put what they have in common in place of what is typed, and which begins none of
    # them. With this, they have nothing in common.
    COMPREPLY+=(' ')
  fi
}

_nonmun() {
  local program=$1 cur prev kept=
  local -a command=() words=("${COMP_WORDS[@]:0:COMP_CWORD + 1}")
  COMPREPLY=()
  [[ -n $COMP_LINE ]] && _nonmun_split "${COMP_LINE:0:COMP_POINT}"
  local -i last=$((${#words[@]} - 1))
  cur=${words[last]} prev=${words[last - 1]}
  if [[ ${program##*/} == nonmun-index ]]; then
    if ((last == 1)); then
      COMPREPLY=($(compgen -W "$("$program" --help-json 2>/dev/null |
        sed -n 's/^{"\(name\|option\)":"\([^"]*\)".*/\2/p')" -- "$cur"))
      return
    fi
    command=("${words[1]}")
  elif [[ ${program##*/} == nonmun-search ]]; then
    # The first word may be a command, or one of a query.
    local commands
    commands=$("$program" --help-json 2>/dev/null | sed -n '/^"commands"/,/^]/s/^{"name":"\([^"]*\)".*/\1/p')
    if ((last == 1)) && [[ $cur != -* ]]; then
      COMPREPLY=($(compgen -W "$commands" -- "$cur"))
      _nonmun_query "$program" "$cur" "$kept"
      return
    fi
    ((last > 1)) && [[ " "$commands" " == *[[:space:]]"${words[1]}"[[:space:]]* ]] &&
      command=("${words[1]}")
  fi
  if [[ $cur == --*=* ]]; then
    prev=${cur%%=*} kept=${kept#"$prev="} cur=${cur#*=}
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
  elif [[ $cur == --* || $cur == - || ($cur == -* && $last -eq 1) ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$cur"))
  elif [[ ${table%%$'\n'*} =~ SOURCE|FILE ]]; then
    COMPREPLY=($(compgen -f -- "$cur"))
  elif [[ ${program##*/} == nonmun-search && ${#command[@]} -eq 0 ]]; then
    _nonmun_query "$program" "$cur" "$kept"
  fi
}
complete -o filenames -F _nonmun nonmun-search nonmun-serve nonmun-index
