// What a shell runs for the tab key. Each script calls the command as it was typed, so ./shop in a clone works like
// shop on the PATH. Scripts can be sourced repeatedly.

/** Bash 3.2 and newer, without the bash-completion package. */
function bash(name: string): string {
  return `# bash completion for ${name}
__${name}_complete() {
  # Readline breaks words at = and :, which options and addresses contain.
  local words=() word joined=0 at
  for ((at = 1; at <= COMP_CWORD; at++)); do
    word=\${COMP_WORDS[at]}
    if [[ \${#words[@]} -gt 0 && ( $joined -eq 1 || $word == [=:] ) && ( $word != '' || $at -eq $COMP_CWORD ) ]]; then
      words[\${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    if [[ $word == [=:] ]]; then joined=1; else joined=0; fi
  done
  local command=\${COMP_WORDS[0]/#\\~\\//\${HOME-}/} line value
  value=\${words[\${#words[@]}-1]##*[=:]}
  COMPREPLY=()
  while IFS= read -r line; do
    # The last line, :4 or the like, is for other shells; a description stands behind a tab.
    [[ $line =~ ^:[0-9]+$ ]] && continue
    line=\${line%%$'\\t'*}
    [[ $line == "$value"* ]] && COMPREPLY+=("$line")
  done < <("$command" complete -- "\${words[@]}" 2>/dev/null)
}
complete -F __${name}_complete ${name}
`;
}

function zsh(name: string): string {
  return `#compdef ${name}
# zsh completion for ${name}
_${name}() {
  local line
  local -a found
  while IFS= read -r line; do
    [[ $line =~ '^:[0-9]+$' ]] && continue
    found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <(\${~words[1]} complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  compset -P '*='
  _describe '${name}' found
}
# A shell without a completion system of its own yet gets one.
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -D }
compdef _${name} ${name}
`;
}

function fish(name: string): string {
  return `# fish completion for ${name}
function __${name}_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l command (string replace -r '^~/' "$HOME/" -- $words[1])
    set -l prefix (string match -r -- '^-.*=' "$current")
    for line in ($command complete -- $words[2..-1] "$current" 2>/dev/null | string match -rv '^:[0-9]+$')
        printf '%s%s\\n' "$prefix" $line
    end
end
complete -c ${name} -e
complete -c ${name} -f -a '(__${name}_complete)'
`;
}

/** The shells with a script in this file. */
export const completionScripts = new Map([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
]);
